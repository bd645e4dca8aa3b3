/** Water going down two steps: the mark of Weir. */
export function BrandMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <rect width="22" height="22" rx="5" fill="var(--ink)" />
      <g fill="none" stroke="var(--panel)" strokeWidth="1.7">
        <path d="M4 7.5h5v4h4.5v4H18" />
        <path d="M4 12.2h3.2v4h4" opacity="0.55" />
      </g>
    </svg>
  );
}
