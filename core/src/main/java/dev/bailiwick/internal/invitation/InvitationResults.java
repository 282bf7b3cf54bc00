package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.NoSuchInvitation;

/** The stored forms of results about invitations. */
final class InvitationResults {
  /** An invitation: a retry reads it again, and refuses an actor who may not see it any more. */
  static final StoredResult<Written<Invitation>> INVITATION =
      new StoredResult<Invitation>(
              (out, sent) -> out.number(sent.id().value()),
              (caller, in) -> {
                Invitation found =
                    caller
                        .view()
                        .invitations()
                        .find(new InvitationId(in.number()))
                        .orElseThrow(NoSuchInvitation::new);
                new InvitingTenant(found.tenant()).check(caller);
                return found;
              })
          .withRevision();

  /** The tenant of an invitation. */
  static final StoredResult<Written<Tenant>> TENANT =
      new StoredResult<Tenant>((out, tenant) -> out.tenant(tenant), (caller, in) -> in.tenant())
          .withRevision();

  /** The ids of invitations. */
  static final StoredResult<Written<ImmutableList<InvitationId>>> IDS =
      new StoredResult<InvitationId>(
              (out, id) -> out.number(id.value()), (caller, in) -> new InvitationId(in.number()))
          .list()
          .withRevision();

  private InvitationResults() {}
}
