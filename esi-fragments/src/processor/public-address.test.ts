import { isPublic } from './public-address.js';

it.each([
  'localhost',
  'a.localhost',
  'localhost.',
  'intranet',
  'printer.local',
  'metadata.google.internal',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[fd00::1]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
])('%s is no address on the internet', (host) => {
  expect(isPublic(new URL(`http://${host}/`))).toBe(false);
});

it.each([
  'shop.example',
  'SHOP.example.',
  '93.184.216.34',
  '[2606:2800:220:1::1]',
  'local.example',
  'xn--e1afmkfd.example',
])('%s may be one', (host) => {
  expect(isPublic(new URL(`http://${host}/`))).toBe(true);
});
