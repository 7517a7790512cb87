import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Download } from '../../core/download/download.type.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';
import { Right } from '../../core/viewer.ts';
import { SupportMessage } from '../ticket-message.entity.ts';
import { SupportAttachment } from './attachment.entity.ts';
import type { AttachmentRow, AttachmentsService } from './attachments.service.ts';

@Resolver(() => SupportMessage)
export class AttachmentResolver {
  constructor(private readonly service: AttachmentsService) {}

  @Authorized(Right.TICKETS_READ)
  @Mutation(() => Download, {
    description:
      'An address by which an attachment can be fetched once, within five minutes, without another credential. It is always saved, never shown.',
  })
  downloadAttachment(
    @Arg('id', () => ID, { description: 'Which attachment.' }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Download> {
    return this.service.download(viewer, id);
  }

  @FieldResolver(() => [SupportAttachment], {
    complexity: ({ childComplexity }) => 1 + 2 * childComplexity,
    description: 'The files that go with it: at most 5.',
  })
  attachments(@Root() message: SupportMessage, @Ctx() { loaders }: Context): Promise<AttachmentRow[]> {
    return loaders.by(this.service.ofMessages).load(thingKeys.of(message));
  }
}
