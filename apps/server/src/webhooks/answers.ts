/** What a sender of webhooks is told. It asks for nothing, so that everything genuine is accepted: 202. */
export interface WebhookAnswer {
  status: 202;
  body: { status: 'accepted' | 'ignored' | 'duplicate'; reason?: string };
}

export const accepted = (reason?: string): WebhookAnswer => ({
  status: 202,
  body: { status: 'accepted', ...(reason !== undefined && { reason }) },
});

export const ignored = (reason: string): WebhookAnswer => ({ status: 202, body: { status: 'ignored', reason } });

export const DUPLICATE: WebhookAnswer = {
  status: 202,
  body: { status: 'duplicate', reason: 'This delivery was taken before.' },
};
