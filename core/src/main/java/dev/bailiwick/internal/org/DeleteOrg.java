package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OrgDeletion;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;

/** Deletes an org with everything in it. A tombstone and the audit log remain. */
public record DeleteOrg(OrgId org) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_DELETE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.owner(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org);
  }

  /** The tombstone is shown only to actors with the right to delete the org. */
  @Override
  public StoredResult<Org> result() {
    return new StoredResult<Org>(
            (out, deleted) -> out.number(deleted.id().value()),
            (caller, in) -> {
              OrgId id = in.org();
              return caller
                  .view()
                  .orgs()
                  .find(id)
                  .filter(found -> caller.is(found.owner()) || caller.trusted())
                  .orElseThrow(() -> new NoSuchOrg(id));
            })
        .carrying(Org::revision, Org::withChangedWith);
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.require(OrgNeed.owner(org));
    return Plan.of(org, OrgDeletion.written(caller.view(), org), found);
  }

  @Override
  public Org apply(Change change, Org found) {
    return OrgDeletion.delete(change, found);
  }
}
