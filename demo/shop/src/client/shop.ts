import { addButtons, badge } from './badge.js';
import { cartPage } from './cart-page.js';
import { checkoutPage } from './checkout-page.js';
import { newsletter } from './newsletter.js';

badge();
addButtons();
cartPage();
checkoutPage();
newsletter();
