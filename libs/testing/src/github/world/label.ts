export interface Label {
  readonly __typename: 'Label';
  readonly nodeId: string;
  readonly databaseId: number;
  name: string;
  color: string;
  createdAt: number;
}
