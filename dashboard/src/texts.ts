import { frame } from './texts/frame';
import { live } from './texts/live';
import { past } from './texts/past';
import { starting } from './texts/starting';
import { trouble } from './texts/trouble';

/** All texts of the page. */
export const t = { ...frame, ...starting, ...live, ...past, ...trouble };
