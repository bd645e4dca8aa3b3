import { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';

/** What one page of a list holds, whichever list it is. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
  totalCount: number;
}

@ObjectType({ description: 'Where a page stands in its list.' })
class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether some came before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first node of this page.' })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last node; pass it as `after` for the next page.',
  })
  endCursor: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many at most: 1 to 200.' })
  first: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor to go on after: the `endCursor` of the page before.' })
  after: string | null;
}

/** The edge and connection classes of a node type, by the usual names. `many` is the plural people read. */
export function connectionOf<Node>(node: Type<Node>, many: string): Type<Connection<Node>> {
  @ObjectType(`${node.name}Edge`, { description: `One of the ${many}, with its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Its place in the list.' })
    cursor: string;

    @Field(() => node, { description: 'The thing itself.' })
    node: Node;
  }

  @ObjectType({ isAbstract: true })
  abstract class ConnectionClass implements Connection<Node> {
    @Field(() => [Edge], { description: `The ${many} of this page.` })
    edges: Edge[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: `How many ${many} there are over all pages.` })
    totalCount: number;
  }
  return ConnectionClass as Type<Connection<Node>>;
}
