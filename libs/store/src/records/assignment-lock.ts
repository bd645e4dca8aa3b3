/** First half of the advisory lock on whose the incidents are. Shared by those who change deployments, else of one assignment. */
export const ASSIGNMENT_LOCK = 4402;
