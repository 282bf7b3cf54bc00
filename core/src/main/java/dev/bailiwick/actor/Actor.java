package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/**
 * Who acts. The host's own code ({@link #system}) is trusted, and named in the audit log; a user is
 * authorised at every call, as they are at that moment.
 *
 * @param system the name of the host's code; empty for a user
 * @param user the user; empty for the host's code
 * @param org the org in which they act; without one, a user acts in what is their own
 * @param context where the request came from
 */
public record Actor(
    Optional<String> system, Optional<UserId> user, Optional<OrgId> org, RequestContext context) {

  /** Refuses an actor who is both the host's code and a user, or neither. */
  public Actor {
    given(system, "actor.system");
    given(user, "actor.user");
    given(org, "actor.org");
    given(context, "actor.context");
    InvalidParameter.unless(
        system.isPresent() != user.isPresent(), "actor", "must be the host's code or a user");
  }

  /** The host's own code, by a name that the audit log shows, such as {@code billing-sync}. */
  public static Actor system(String name) {
    return new Actor(
        Optional.of(Text.name(name, "actor.system")),
        Optional.empty(),
        Optional.empty(),
        RequestContext.NONE);
  }

  /** A user, in what is their own: for what belongs to an org, name it by {@link #in}. */
  public static Actor user(UserId user) {
    return new Actor(
        Optional.empty(),
        Optional.of(given(user, "actor.user")),
        Optional.empty(),
        RequestContext.NONE);
  }

  /** The same actor, inside this org: nothing outside it can be reached. */
  public Actor in(OrgId org) {
    return new Actor(system, user, Optional.of(given(org, "actor.org")), context);
  }

  /** The same actor, whose request came from there. */
  public Actor from(RequestContext context) {
    return new Actor(system, user, org, context);
  }

  /** Whether this is the host's own code. */
  public boolean isSystem() {
    return system.isPresent();
  }

  @Override
  public String toString() {
    String who =
        system.map(name -> "system " + name).orElseGet(() -> user.orElseThrow().toString());
    return who + org.map(o -> " in " + o).orElse("");
  }
}
