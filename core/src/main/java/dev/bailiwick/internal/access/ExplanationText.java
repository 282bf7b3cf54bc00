package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.AccessConflict;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Path;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.stream.Collectors;

/** Writes a decision as sentences. */
public final class ExplanationText {
  private final View view;
  private final Decision decision;
  private final boolean namesOrg;
  private final boolean namesUser;

  /**
   * Creates the text for a decision.
   *
   * @param namesOrg whether the text may name the org if the user has no access to it
   * @param namesUser whether the text may name the user of the decision
   */
  public ExplanationText(View view, Decision decision, boolean namesOrg, boolean namesUser) {
    this.view = view;
    this.decision = decision;
    this.namesOrg = namesOrg;
    this.namesUser = namesUser;
  }

  public ImmutableList<String> sentences() {
    String who = user(decision.user());
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(
        who
            + (decision.allowed() ? " may " : " may not ")
            + decision.permission()
            + " "
            + resource(decision.resource()));
    if (decision.allowed()) {
      decision.paths().forEach(path -> sentences.add(who + " " + path(path)));
    } else {
      decision.reasons().forEach(reason -> sentences.add(reason(who, reason)));
      decision.elsewhere().forEach(path -> sentences.add(who + " " + path(path)));
    }
    decision.denials().forEach(path -> sentences.add(who + " " + path(path)));
    decision.outOfWindow().forEach(grant -> sentences.add("not in force now: " + grant(grant)));
    decision.unknownRoles().forEach(grant -> sentences.add("of an unknown role: " + grant(grant)));
    decision.conflict().map(ExplanationText::conflict).ifPresent(sentences::add);
    return sentences.build();
  }

  private String reason(String who, Decision.Reason reason) {
    return switch (reason) {
      case NO_SUCH_USER -> "there is no such user";
      case USER_DEACTIVATED -> "the account of " + who + " is deactivated";
      case USER_UNCLAIMED -> "nobody has claimed the account of " + who;
      case USER_LOCKED -> "the account of " + who + " is locked";
      case NOT_A_MEMBER -> who + " is not a member of " + tenant();
      case MEMBERSHIP_INACTIVE -> "the membership of " + who + " is inactive";
      case ORG_SUSPENDED -> "the org is suspended";
      case NO_SUCH_RESOURCE -> "there is no such resource";
      case NO_GRANT ->
          "nothing on " + resource(decision.resource()) + " or above it gives " + who + " anything";
      case ROLES_LACK_PERMISSION -> "no role of " + who + " there permits " + decision.permission();
      case DENIED -> "a denial takes it away";
      case OUT_OF_WINDOW -> "a grant is not in force now";
      case UNKNOWN_ROLE -> "a grant is of a role that nobody defines";
    };
  }

  private String path(Path path) {
    String on = resource(path.at()) + above(path.at());
    return switch (path.kind()) {
      case RESOURCE_OWNER -> "owns " + on;
      case TENANT_OWNER ->
          decision.tenant() instanceof OrgId ? "owns " + on : "has " + on + " as their own";
      case ORG_ADMIN -> "is an admin of " + on;
      case MEMBERS_DEFAULT -> "is a member of " + on + ", where every member is " + role(path);
      case TEAM_MEMBER -> "is a member of " + on;
      case GRANT -> through(path) + "is " + role(path) + " on " + on + when(path);
      case DENIAL -> through(path) + "is denied " + role(path) + " on " + on + when(path);
    };
  }

  /** Returns how a grant reaches the user, up to the accessor of the grant. */
  private String through(Path path) {
    Accessor accessor = path.grant().orElseThrow().accessor();
    return Kinds.match(
        accessor,
        user -> "",
        team ->
            "is a member of "
                + path.teams().stream()
                    .map(this::team)
                    .collect(Collectors.joining(", which is part of "))
                + ", which ",
        org -> "is a member of " + org(org) + ", which ",
        everyone -> "is one of everyone, who ");
  }

  private static String role(Path path) {
    return path.role().map(Role::name).orElse("");
  }

  private static String when(Path path) {
    return path.grant().map(grant -> window(grant)).orElse("");
  }

  private static String window(Grant grant) {
    return grant.window().from().map(from -> " from " + from).orElse("")
        + grant.window().until().map(until -> " until " + until).orElse("");
  }

  private String above(ResourceId at) {
    return at.equals(decision.resource()) ? "" : ", above " + resource(decision.resource());
  }

  private String grant(Grant grant) {
    String whom =
        Kinds.match(
            grant.accessor(), this::user, this::team, this::org, everyone -> everyone.toString());
    return whom
        + (grant.effect() == Effect.DENY ? " is denied " : " is ")
        + grant.role()
        + " on "
        + resource(grant.resource())
        + window(grant);
  }

  private static String conflict(AccessConflict conflict) {
    return "their own "
        + conflict.own()
        + " and their teams' "
        + conflict.throughTeams()
        + " differ: they have both, "
        + conflict.union();
  }

  private String user(UserId id) {
    return view.users()
        .find(id)
        .filter(found -> id.equals(decision.user()) && (namesUser || decision.allowed()))
        .map(User::label)
        .orElse(id.toString());
  }

  private String team(TeamId id) {
    return view.teams().find(id).map(Team::name).map(name -> "team " + name).orElse(id.toString());
  }

  private String org(OrgId id) {
    return view.orgs()
        .find(id)
        .filter(found -> namesOrg || decision.allowed())
        .map(Org::name)
        .orElse(id.toString());
  }

  private String tenant() {
    return Kinds.match(decision.tenant(), this::user, this::org);
  }

  private String resource(ResourceId id) {
    if (decision.tenant() instanceof OrgId org && org.key().equals(id)) {
      return org(org);
    }
    return id.toString();
  }
}
