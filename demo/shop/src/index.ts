export { type Shop, type ShopOptions, type ShopRequest, startShop } from './shop.js';
