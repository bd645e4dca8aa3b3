/** Names under which what is no class is injected. */
export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');
export const DATABASE = Symbol('database');
export const CLOCK = Symbol('clock');
