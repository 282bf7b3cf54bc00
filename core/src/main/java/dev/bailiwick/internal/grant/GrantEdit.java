package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import java.util.stream.Stream;

/** A change of the grants and denials on one resource. */
interface GrantEdit extends Command<GrantChanges, Written<ImmutableList<Grant>>> {
  /** The resource. */
  ResourceRef resource();

  /** The grants and denials to save. */
  default ImmutableList<NewGrant> saved() {
    return ImmutableList.of();
  }

  /** Whether new grants to unreachable accessors are skipped; otherwise the call is refused. */
  default boolean skips() {
    return false;
  }

  /** Finds the grants and denials to delete. One that is saved again is kept. */
  default Stream<Grant> deleted(GrantTarget target) {
    return Stream.empty();
  }

  private ManageGrants manage() {
    return new ManageGrants(
        resource(),
        saved().stream()
            .map(NewGrant::accessor)
            .filter(UserId.class::isInstance)
            .map(UserId.class::cast)
            .collect(ImmutableSet.toImmutableSet()));
  }

  @Override
  default ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(manage());
  }

  @Override
  default void describe(RequestDigest digest) {
    digest.resource("resource", resource()).each("grant", saved(), GrantEdit::describe);
    MemberLookup.describeSkip(digest, skips());
  }

  private static void describe(RequestDigest digest, NewGrant grant) {
    digest
        .text("role", grant.role().name())
        .accessor("accessor", grant.accessor())
        .flag("denial", grant.effect() == Effect.DENY)
        .instant("from", grant.window().from())
        .instant("until", grant.window().until());
  }

  /** The grants as they were at the time of the change. */
  @Override
  default StoredResult<Written<ImmutableList<Grant>>> result() {
    return new StoredResult<Grant>(
            (out, grant) ->
                out.tenant(grant.tenant())
                    .text(GrantKeyText.write(grant))
                    .instant(grant.window().from())
                    .instant(grant.window().until()),
            (caller, in) ->
                Grant.of(
                    in.tenant(),
                    GrantKeyText.read(in.text()),
                    new Window(in.instant(), in.instant())))
        .list()
        .withRevision();
  }

  @Override
  default Plan<GrantChanges> plan(Caller caller) {
    InvalidParameter.unless(
        saved().size() <= Limits.BATCH,
        "grants",
        "must be at most " + Limits.BATCH + " in one call");
    return GrantChanges.of(caller, caller.require(manage()), saved(), skips(), this::deleted)
        .planned();
  }

  /** Returns the deleted grants. A change that saves grants returns those. */
  @Override
  default Written<ImmutableList<Grant>> apply(Change change, GrantChanges changes) {
    changes.apply(change);
    return change.written(changes.deleted());
  }
}
