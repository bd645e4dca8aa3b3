export const MAX_ITEMS = 500;
export const PUSH_LIMITS = { maxBody: 5 * 1024 * 1024, maxPerMinute: 300 };
