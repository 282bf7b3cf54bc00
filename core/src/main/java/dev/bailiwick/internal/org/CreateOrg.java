package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import java.util.Optional;

/** Creates an org, with its owner as its first member and admin. */
public record CreateOrg(NewOrg org) implements Command<NewOrg, Org> {
  @Override
  public Event event() {
    return Event.ORG_CREATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .text("name", org.name())
        .accessor("owner", org.owner())
        .text("description", org.description())
        .text("external_key", org.externalKey())
        .text(
            "joining",
            Optional.of(org.joining()).filter(set -> set != Joining.INVITATION).map(Joining::name))
        .map("attributes", org.attributes());
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<NewOrg> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    if (caller.view().users().find(org.owner()).filter(OwnershipOffers::mayOwn).isEmpty()) {
      throw new NoSuchMember(org.owner());
    }
    OrgRules.refuseTakenKey(caller.view(), org.externalKey(), Optional.empty());
    return Plan.making(ImmutableSet.of(org.owner()), org);
  }

  @Override
  public Org apply(Change change, NewOrg given) {
    OrgId id = new OrgId(change.nextId());
    Org made =
        change.create(
            Org.builder()
                .id(id)
                .name(given.name())
                .owner(given.owner())
                .description(given.description().orElse(""))
                .externalKey(given.externalKey())
                .joining(given.joining())
                .attributes(given.attributes())
                .createdAt(change.now())
                .updatedAt(change.now())
                .build());
    change.create(Membership.of(id, given.owner()).asAdmin());
    return made;
  }
}
