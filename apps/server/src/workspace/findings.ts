import type { Finding } from './diagnosis.resolver.js';

export const ok = (subject: string, message: string): Finding => ({ subject, isOk: true, message });
export const problem = (subject: string, message: string): Finding => ({ subject, isOk: false, message });
