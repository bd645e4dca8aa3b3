/** Senders come from few addresses and in bursts. What is refused is not sent again; a sync finds it. */
export const WEBHOOK_LIMITS = { maxPerMinute: 6000 };

export const MAX_INCIDENT_BODY = 1024 * 1024;
