import { tessera } from '@tessera/beacon';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Route, Routes, useParams } from 'react-router-dom';
import { Slot, usePageView } from './tessera.js';

function Home() {
  usePageView('home');
  return (
    <>
      <h1>Laptops</h1>
      <Slot name="home_hero" />
      <Link to="/p/aero-13">Aero 13</Link>
    </>
  );
}

function Product() {
  const { sku = '' } = useParams();
  usePageView('product', 'laptops');
  return (
    <>
      <h1>{sku}</h1>
      <p data-tessera-focus="price">€1,199</p>
      <button type="button" onClick={() => tessera('cart_add', { sku, value: 1199, quantity: 1 })}>
        Add to cart
      </button>
      <Slot name="product_banner" params="category=laptops" />
      <Link to="/">Home</Link>
    </>
  );
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <BrowserRouter>
    <Routes>
      <Route path="/" element={<Home />} />
      <Route path="/p/:sku" element={<Product />} />
    </Routes>
  </BrowserRouter>,
);
