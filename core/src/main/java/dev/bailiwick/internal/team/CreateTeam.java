package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.NamedMembers;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnTenant;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import java.util.List;
import java.util.Optional;

/** Creates a team in the actor's org, or outside orgs as the actor's own. */
public record CreateTeam(NewTeam team) implements Command<CreateTeam.Prepared, Team> {
  /** The tenant, the owner and the first members. */
  public record Prepared(Tenant tenant, UserId owner, NamedMembers members) {}

  @Override
  public Event event() {
    return Event.TEAM_CREATE;
  }

  /**
   * A member of an org may create a team with the member as its owner. An admin may also create
   * teams for other owners.
   */
  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(
        actor
            .org()
            .<Need<?>>map(org -> ownerIs(actor) ? OrgNeed.member(org) : OrgNeed.admin(org))
            .orElseGet(() -> new OwnTenant(owner(actor))));
  }

  private UserId owner(Actor actor) {
    return team.owner()
        .or(actor::user)
        .orElseThrow(() -> new InvalidParameter("team.owner", "must be named"));
  }

  private boolean ownerIs(Actor actor) {
    return actor.user().filter(owner(actor)::equals).isPresent();
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .text("name", team.name())
        .text("description", team.description())
        .set("tag", team.tags())
        .map("attributes", team.attributes())
        .each("member", team.members(), MemberLookup::describe)
        .accessor("parent", team.parent())
        .accessor("owner", team.owner());
  }

  @Override
  public StoredResult<Team> result() {
    return TeamRules.RESULT;
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    needs(caller.actor()).forEach(caller::require);
    Optional<OrgId> org = caller.actor().org();
    UserId owner =
        team.owner()
            .or(() -> ServiceAccountRules.ownerOfNew(caller))
            .orElseGet(() -> owner(caller.actor()));
    if (team.owner().isPresent() || caller.is(owner)) {
      org.ifPresent(in -> MemberLookup.heir(caller.view(), in, owner));
    }
    Tenant tenant = org.<Tenant>map(in -> in).orElse(owner);
    TeamRules.refuseTakenName(caller.view(), tenant, team.name(), Optional.empty());
    team.parent()
        .ifPresent(
            parent -> {
              TeamRules.requireParent(caller, tenant, parent);
              TeamRules.nesting(caller.view()).checkNew(parent);
            });
    NamedMembers members = MemberLookup.of(caller, tenant, Optional.empty(), team.members());
    NoSuchMember.refuse(members.unreachable());
    return TeamSeating.plan(tenant, members.found(), new Prepared(tenant, owner, members));
  }

  @Override
  public Team apply(Change change, Prepared prepared) {
    Team stored =
        change.create(
            Team.builder()
                .id(new TeamId(change.nextId()))
                .tenant(prepared.tenant())
                .owner(prepared.owner())
                .name(team.name())
                .description(team.description().orElse(""))
                .tags(Text.tags(team.tags(), "team.tags"))
                .attributes(team.attributes())
                .parents(team.parent().map(ImmutableSet::of).orElse(ImmutableSet.of()))
                .createdAt(change.now())
                .updatedAt(change.now())
                .build());
    TeamSeating seating = TeamSeating.ofNew(stored, prepared.members());
    seating.apply(change, List.of());
    seating.invite(change);
    return stored;
  }
}
