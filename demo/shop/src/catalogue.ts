export type Category = 'laptops' | 'phones' | 'audio';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: Category;
  /** Whole euros, tax included. */
  readonly price: number;
  readonly line: { readonly en: string; readonly es: string };
  readonly about: readonly string[];
  /** What the picture shows, for who can't see it. */
  readonly alt: string;
  readonly rating: { readonly stars: number; readonly count: number };
  readonly badge?: string;
  /** Three facts for a card. */
  readonly facts: readonly [string, string, string];
  readonly specs: readonly (readonly [label: string, value: string])[];
}

export const CATEGORIES: Record<
  Category,
  { readonly title: string; readonly intro: string; readonly advice: readonly (readonly [string, string])[] }
> = {
  laptops: {
    title: 'Laptops',
    intro: 'Four machines that we would buy ourselves. Each has a reason to be here.',
    advice: [
      [
        'How much memory?',
        '16 GB carry a browser with forty tabs and a video call. Take 32 GB if you cut video, run virtual machines or keep large photographs open.',
      ],
      [
        'Which screen?',
        'Below 14 inches a laptop disappears in a bag. From 15 inches two documents fit side by side. All four screens are matt, brighter than 400 nits and calibrated before they leave us.',
      ],
      [
        'What about weight?',
        'You notice every 300 grams on a walk to the station. The Aero is the lightest; the Nova wants a desk most of the day.',
      ],
    ],
  },
  phones: {
    title: 'Phones',
    intro: 'One that fits any pocket, and one that sees in the dark.',
    advice: [
      [
        'Small or large?',
        'The Pico can be used with one thumb. The Lumen shows a whole page of a book without scrolling.',
      ],
      [
        'How long do they last?',
        'Both get seven years of updates, and a battery you can have changed in an hour.',
      ],
    ],
  },
  audio: {
    title: 'Audio',
    intro: 'Quiet when you want it, and sound without effects.',
    advice: [
      [
        'Over the ear or in it?',
        'Hush One shuts an office out for a day. Bud 2 is there on the way, and forgotten while it plays.',
      ],
      [
        'Can they be repaired?',
        'Cushions, tips and batteries are spare parts, and we sell them for ten years.',
      ],
    ],
  },
};

export const PRODUCTS: readonly Product[] = [
  {
    sku: 'aero-13',
    name: 'Aero 13',
    category: 'laptops',
    price: 1199,
    badge: 'Lightest',
    line: { en: 'A full day in 1.1 kg', es: 'Un día entero en 1,1 kg' },
    about: [
      'The Aero is the laptop you forget in your bag. Its lid is milled from one piece of recycled aluminium, and there is no fan to hear, because there is none.',
      'We played video on it from breakfast to midnight: eighteen hours, with the screen at a comfortable half.',
    ],
    alt: 'Aero 13, a thin silver laptop with clouds on its screen',
    rating: { stars: 4.8, count: 412 },
    facts: ['13.4″ matt screen', '18 h battery', '1.1 kg'],
    specs: [
      ['Screen', '13.4″, 2560 × 1600, 120 Hz'],
      ['Brightness', '480 nits, matt'],
      ['Processor', 'Cirrus C8, 8 cores, no fan'],
      ['Memory', '16 GB'],
      ['Storage', '512 GB'],
      ['Battery, video', '18 h'],
      ['Weight', '1.1 kg'],
      ['Ports', '2 × USB-C, headphones'],
    ],
  },
  {
    sku: 'forge-15',
    name: 'Forge 15',
    category: 'laptops',
    price: 1649,
    line: { en: 'Builds, renders, stays cool', es: 'Compila, renderiza y no se calienta' },
    about: [
      'The Forge is for work that takes all cores: two slow fans, a thick heat pipe and a power supply that keeps up. Under full load it is quieter than a conversation.',
      'Four screws open it. Memory, storage, battery and keyboard can be changed at your own table.',
    ],
    alt: 'Forge 15, a graphite laptop with a sunset over ridges on its screen',
    rating: { stars: 4.7, count: 268 },
    facts: ['15.3″ matt screen', '32 GB memory', '1.9 kg'],
    specs: [
      ['Screen', '15.3″, 2880 × 1800, 120 Hz'],
      ['Brightness', '500 nits, matt'],
      ['Processor', 'Cirrus C14, 14 cores'],
      ['Memory', '32 GB, two slots'],
      ['Storage', '1 TB'],
      ['Battery, video', '11 h'],
      ['Weight', '1.9 kg'],
      ['Ports', '3 × USB-C, USB-A, HDMI, SD, headphones'],
    ],
  },
  {
    sku: 'slate-14',
    name: 'Slate 14',
    category: 'laptops',
    price: 899,
    badge: 'Best value',
    line: { en: 'Everything you need, nothing else', es: 'Todo lo necesario y nada más' },
    about: [
      'The Slate saves where you will not notice: one finish, one size, one box without plastic. The keyboard and the screen are the same as in laptops at twice the price.',
      'Students, offices and parents buy it. It is also the one we repair most easily.',
    ],
    alt: 'Slate 14, a sage green laptop with green hills on its screen',
    rating: { stars: 4.6, count: 731 },
    facts: ['14″ matt screen', '10 h battery', '1.4 kg'],
    specs: [
      ['Screen', '14″, 1920 × 1200, 60 Hz'],
      ['Brightness', '420 nits, matt'],
      ['Processor', 'Cirrus C6, 6 cores'],
      ['Memory', '16 GB'],
      ['Storage', '512 GB'],
      ['Battery, video', '10 h'],
      ['Weight', '1.4 kg'],
      ['Ports', '2 × USB-C, USB-A, HDMI, headphones'],
    ],
  },
  {
    sku: 'nova-16',
    name: 'Nova 16',
    category: 'laptops',
    price: 2099,
    badge: 'Studio class',
    line: { en: 'A studio that folds', es: 'Un estudio plegable' },
    about: [
      'The Nova has the best screen we have measured in a laptop: every colour of cinema film, calibrated one by one, and bright enough for a window seat.',
      'It cuts 8K without proxies and still plays video for fourteen hours.',
    ],
    alt: 'Nova 16, a black laptop with a planet on its screen',
    rating: { stars: 4.9, count: 154 },
    facts: ['16″ mini-LED screen', '14 h battery', '2.1 kg'],
    specs: [
      ['Screen', '16″, 3456 × 2160, 120 Hz, mini-LED'],
      ['Brightness', '1,000 nits, matt'],
      ['Processor', 'Cirrus C16, 16 cores'],
      ['Memory', '32 GB'],
      ['Storage', '2 TB'],
      ['Battery, video', '14 h'],
      ['Weight', '2.1 kg'],
      ['Ports', '3 × USB-C, HDMI, SD, headphones'],
    ],
  },
  {
    sku: 'pico-5',
    name: 'Pico 5',
    category: 'phones',
    price: 649,
    badge: 'Fits any pocket',
    line: { en: 'Small on purpose', es: 'Pequeño a propósito' },
    about: [
      'A phone for one hand: 131 millimetres tall, 136 grams, and every corner of the screen within reach of a thumb.',
      'One camera, chosen well, and two days between charges.',
    ],
    alt: 'Pico 5, a small mint green phone, front and back',
    rating: { stars: 4.7, count: 389 },
    facts: ['5.3″ OLED', 'Two days of battery', '136 g'],
    specs: [
      ['Screen', '5.3″ OLED, 120 Hz'],
      ['Camera', '48 MP, optically stabilised'],
      ['Memory', '8 GB'],
      ['Storage', '128 GB'],
      ['Battery', 'Two days'],
      ['Weight', '136 g'],
      ['Updates', 'Seven years'],
    ],
  },
  {
    sku: 'lumen-9',
    name: 'Lumen 9',
    category: 'phones',
    price: 899,
    line: { en: 'Sees what you see, at night too', es: 'Ve lo que usted ve, también de noche' },
    about: [
      'Three lenses with one character: colours stay the same when you change from wide to far, and the night stays night.',
      'The screen is bright enough to read a map at noon on the beach.',
    ],
    alt: 'Lumen 9, a lilac phone with three lenses, front and back',
    rating: { stars: 4.8, count: 522 },
    facts: ['6.6″ OLED', 'Three 50 MP lenses', '198 g'],
    specs: [
      ['Screen', '6.6″ OLED, 120 Hz, 2,500 nits'],
      ['Camera', '50 MP wide, main and tele'],
      ['Memory', '12 GB'],
      ['Storage', '256 GB'],
      ['Battery', 'Two days'],
      ['Weight', '198 g'],
      ['Updates', 'Seven years'],
    ],
  },
  {
    sku: 'hush-one',
    name: 'Hush One',
    category: 'audio',
    price: 249,
    badge: 'Editor’s choice',
    line: { en: 'Silence, then music', es: 'Silencio, y después música' },
    about: [
      'Hush One takes the hum out of a train and leaves the announcement in. Soft cushions of wool, a steel band, and no lights that blink.',
      'Thirty-eight hours with silence switched on; ten minutes of charging are five hours more.',
    ],
    alt: 'Hush One, dark over-ear headphones',
    rating: { stars: 4.8, count: 947 },
    facts: ['Silence on demand', '38 h battery', 'Two devices at once'],
    specs: [
      ['Type', 'Over the ear, closed'],
      ['Silence', 'Adaptive, six microphones'],
      ['Battery', '38 h with silence on'],
      ['Weight', '254 g'],
      ['Connection', 'Bluetooth 5.4, cable, two devices'],
      ['Spare parts', 'Cushions, band, battery'],
    ],
  },
  {
    sku: 'bud-2',
    name: 'Bud 2',
    category: 'audio',
    price: 129,
    line: { en: 'There, and forgotten', es: 'Ahí están, y se olvidan' },
    about: [
      'At 4.6 grams each you stop noticing them after a minute. They stay in when you run, and stop when you take one out.',
      'The case brings them to thirty-two hours and fits the coin pocket of your jeans.',
    ],
    alt: 'Bud 2, white earbuds in their open case',
    rating: { stars: 4.5, count: 1203 },
    facts: ['4.6 g each', '32 h with case', 'Rain is fine'],
    specs: [
      ['Type', 'In the ear, four sizes of tips'],
      ['Silence', 'Adaptive'],
      ['Battery', '8 h, 32 h with case'],
      ['Weight', '4.6 g each'],
      ['Connection', 'Bluetooth 5.4'],
      ['Water', 'IPX5, rain is fine'],
    ],
  },
];

export const productsOf = (category: Category): readonly Product[] =>
  PRODUCTS.filter((product) => product.category === category);
