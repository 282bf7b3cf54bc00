package dev.bailiwick.audit;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a call, such as {@code team.add_members}. The audit log, refusals and the listener
 * all use it. A later version of the library can add events, so a stored entry can have an event
 * that this version does not declare. Two events are equal if their names are.
 */
public final class Event implements Comparable<Event> {
  private static final Pattern NAME = Pattern.compile("[a-z]+(?:[._][a-z]+)*");
  private static final Map<String, Event> DECLARED = new LinkedHashMap<>();

  // Changes: each leaves one entry in an audit log.
  public static final Event USER_REGISTER = change("user.register");
  public static final Event USER_REGISTER_SERVICE = change("user.register_service");
  public static final Event USER_ENSURE = change("user.ensure");
  public static final Event USER_LINK = change("user.link");
  public static final Event USER_UNLINK = change("user.unlink");
  public static final Event USER_UPDATE = change("user.update");
  public static final Event USER_VERIFY_EMAIL = change("user.verify_email");
  public static final Event USER_NOTE_EMAIL = change("user.note_email");
  public static final Event USER_CONFIRM_EMAIL = change("user.confirm_email");
  public static final Event USER_SET_PRIMARY_EMAIL = change("user.set_primary_email");
  public static final Event USER_REMOVE_EMAIL = change("user.remove_email");
  public static final Event USER_ADD_EMAIL = change("user.add_email");
  public static final Event USER_SET_DEFAULT_ORG = change("user.set_default_org");
  public static final Event USER_ACTIVATE = change("user.activate");
  public static final Event USER_DEACTIVATE = change("user.deactivate");
  public static final Event USER_LOCK = change("user.lock");
  public static final Event USER_UNLOCK = change("user.unlock");
  public static final Event USER_SIGN_OUT = change("user.sign_out");
  public static final Event USER_SET_SUPER_USER = change("user.set_super_user");
  public static final Event USER_TRANSFER_OWNERSHIP = change("user.transfer_ownership");
  public static final Event USER_ERASE = change("user.erase");
  public static final Event ORG_CREATE = change("org.create");
  public static final Event ORG_UPDATE = change("org.update");
  public static final Event ORG_TRANSFER_OWNERSHIP = change("org.transfer_ownership");
  public static final Event ORG_OFFER_OWNERSHIP = change("org.offer_ownership");
  public static final Event ORG_WITHDRAW_OWNERSHIP = change("org.withdraw_ownership");
  public static final Event ORG_DECLINE_OWNERSHIP = change("org.decline_ownership");
  public static final Event ORG_ACCEPT_OWNERSHIP = change("org.accept_ownership");
  public static final Event ORG_SUSPEND = change("org.suspend");
  public static final Event ORG_RESUME = change("org.resume");
  public static final Event ORG_DELETE = change("org.delete");
  public static final Event ORG_DEFINE_ROLE = change("org.define_role");
  public static final Event ORG_DELETE_ROLE = change("org.delete_role");
  public static final Event ORG_ADD_MEMBERS = change("org.add_members");
  public static final Event ORG_REPLACE_MEMBERS = change("org.replace_members");
  public static final Event ORG_REMOVE_MEMBERS = change("org.remove_members");
  public static final Event ORG_SET_ADMIN = change("org.set_admin");
  public static final Event ORG_ACTIVATE_MEMBERS = change("org.activate_members");
  public static final Event ORG_DEACTIVATE_MEMBERS = change("org.deactivate_members");
  public static final Event ORG_SIGN_UP = change("org.sign_up");
  public static final Event ORG_JOIN = change("org.join");
  public static final Event ORG_ACCEPT_REQUEST = change("org.accept_request");
  public static final Event ORG_REJECT_REQUEST = change("org.reject_request");
  public static final Event ORG_WITHDRAW_REQUEST = change("org.withdraw_request");
  public static final Event ORG_VERIFY_DOMAIN = change("org.verify_domain");
  public static final Event ORG_REMOVE_DOMAIN = change("org.remove_domain");
  public static final Event ORG_SET_SIGN_UP = change("org.set_sign_up");
  public static final Event ORG_IMPORT = change("org.import");
  public static final Event ORG_MIGRATE = change("org.migrate");
  public static final Event TEAM_CREATE = change("team.create");
  public static final Event TEAM_UPDATE = change("team.update");
  public static final Event TEAM_ADD_MEMBERS = change("team.add_members");
  public static final Event TEAM_REPLACE_MEMBERS = change("team.replace_members");
  public static final Event TEAM_REMOVE_MEMBERS = change("team.remove_members");
  public static final Event TEAM_LEAVE = change("team.leave");
  public static final Event TEAM_NEST = change("team.nest");
  public static final Event TEAM_UNNEST = change("team.unnest");
  public static final Event TEAM_TRANSFER_OWNERSHIP = change("team.transfer_ownership");
  public static final Event TEAM_DELETE = change("team.delete");
  public static final Event RESOURCE_REGISTER = change("resource.register");
  public static final Event RESOURCE_MOVE = change("resource.move");
  public static final Event RESOURCE_TRANSFER_OWNERSHIP = change("resource.transfer_ownership");
  public static final Event RESOURCE_DELETE = change("resource.delete");
  public static final Event GRANT_GRANT = change("grant.grant");
  public static final Event GRANT_DENY = change("grant.deny");
  public static final Event GRANT_MERGE = change("grant.merge");
  public static final Event GRANT_REPLACE = change("grant.replace");
  public static final Event GRANT_REVOKE = change("grant.revoke");
  public static final Event GRANT_LIFT = change("grant.lift");
  public static final Event GRANT_REMOVE = change("grant.remove");
  public static final Event GRANT_REMOVE_ALL = change("grant.remove_all");
  public static final Event AUDIT_REMOVE_OLDER = change("audit.remove_older");

  public static final Event INVITATION_SEND = change("invitation.send");
  public static final Event INVITATION_RESEND = change("invitation.resend");
  public static final Event INVITATION_WITHDRAW = change("invitation.withdraw");
  public static final Event INVITATION_ACCEPT = change("invitation.accept");
  public static final Event INVITATION_DECLINE = change("invitation.decline");

  public static final Event KEY_CREATE = change("key.create");
  public static final Event KEY_RENAME = change("key.rename");
  public static final Event KEY_ROTATE = change("key.rotate");
  public static final Event KEY_REVOKE = change("key.revoke");
  public static final Event PASSWORD_SET = change("password.set");
  public static final Event PASSWORD_CHANGE = change("password.change");
  public static final Event PASSWORD_RESET = change("password.reset");
  public static final Event PASSWORD_START_RESET = change("password.start_reset");
  public static final Event PASSWORD_EXPIRE = change("password.expire");

  public static final Event IMPERSONATION_BEGIN = change("impersonation.begin");
  public static final Event IMPERSONATION_END = change("impersonation.end");
  public static final Event IMPERSONATION_OPEN = change("impersonation.open");
  public static final Event IMPERSONATION_CLOSE = change("impersonation.close");

  public static final Event AGENT_ALLOW = change("agent.allow");
  public static final Event AGENT_REVOKE = change("agent.revoke");

  // Questions, and the calls about access tokens: they appear in refusals, and in no audit log.
  public static final Event MAY = question("may");
  public static final Event REQUIRE = question("require");
  public static final Event EXPLAIN = question("explain");
  public static final Event ACCESS_CHECK = question("access.check");
  public static final Event ACCESS_EXPLAIN = question("access.explain");
  public static final Event ACCESS_PERMISSIONS = question("access.permissions");
  public static final Event ACCESS_ROLES = question("access.roles");
  public static final Event ACCESS_LOOKUP_RESOURCES = question("access.lookup_resources");
  public static final Event ACCESS_LOOKUP_SUBJECTS = question("access.lookup_subjects");
  public static final Event ACCESS_REACH = question("access.reach");
  public static final Event ACCESS_GRANTED = question("access.granted");
  public static final Event USER_READ = question("user.read");
  public static final Event USER_SIGN_IN = question("user.sign_in");
  public static final Event USER_FIND = question("user.find");
  public static final Event USER_LIST = question("user.list");
  public static final Event USER_MEMBERSHIPS = question("user.memberships");
  public static final Event USER_TRANSFERABLE = question("user.transferable");
  public static final Event ORG_READ = question("org.read");
  public static final Event ORG_LIST = question("org.list");
  public static final Event ORG_MEMBERS = question("org.members");
  public static final Event ORG_ROLES = question("org.roles");
  public static final Event ORG_DOMAINS = question("org.domains");
  public static final Event ORG_REQUESTS = question("org.requests");
  public static final Event ORG_EXPORT = question("org.export");
  public static final Event TEAM_READ = question("team.read");
  public static final Event TEAM_LIST = question("team.list");
  public static final Event TEAM_LIST_ALL = question("team.list_all");
  public static final Event TEAM_MEMBERS = question("team.members");
  public static final Event RESOURCE_READ = question("resource.read");
  public static final Event GRANT_LIST = question("grant.list");
  public static final Event INVITATION_READ = question("invitation.read");
  public static final Event INVITATION_LIST = question("invitation.list");
  public static final Event INVITATION_RECEIVED = question("invitation.received");
  public static final Event KEY_LIST = question("key.list");
  public static final Event TOKEN_CREATE = question("token.create");
  public static final Event TOKEN_LIST = question("token.list");
  public static final Event TOKEN_REVOKE = question("token.revoke");
  public static final Event KEY_AUTHENTICATE = question("key.authenticate");
  public static final Event IMPERSONATION_LIST = question("impersonation.list");
  public static final Event AGENT_LIST = question("agent.list");
  public static final Event AGENT_HELD = question("agent.held");
  public static final Event AUDIT_ORG = question("audit.org");
  public static final Event AUDIT_USER = question("audit.user");
  public static final Event AUDIT_TEAM = question("audit.team");
  public static final Event AUDIT_RESOURCE = question("audit.resource");
  public static final Event HISTORY_SIGN_INS = question("history.sign_ins");
  public static final Event HISTORY_UNUSED_MEMBERS = question("history.unused_members");
  public static final Event HISTORY_UNUSED_KEYS = question("history.unused_keys");
  public static final Event HISTORY_REMOVE_OLDER = question("history.remove_older");

  private final String name;
  private final boolean isChange;

  private Event(String name, boolean isChange) {
    this.name = name;
    this.isChange = isChange;
  }

  private static Event change(String name) {
    return declare(new Event(name, true));
  }

  private static Event question(String name) {
    return declare(new Event(name, false));
  }

  private static Event declare(Event event) {
    DECLARED.put(event.name, event);
    return event;
  }

  /**
   * Returns the event with this name. This version of the library need not declare it.
   *
   * @throws InvalidParameter if the name is not words of lower-case letters between dots or
   *     underscores
   */
  public static Event of(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new InvalidParameter("event", "must be lower-case words, such as team.add_members");
    }
    Event declared = DECLARED.get(name);
    return declared != null ? declared : new Event(name, true);
  }

  /** Returns the events of calls that change something, in a fixed order. */
  public static ImmutableSet<Event> changes() {
    return declared(event -> event.isChange);
  }

  /** Returns the events of calls that have no audit entry, in a fixed order. */
  public static ImmutableSet<Event> questions() {
    return declared(event -> !event.isChange);
  }

  private static ImmutableSet<Event> declared(Predicate<Event> which) {
    return DECLARED.values().stream().filter(which).collect(ImmutableSet.toImmutableSet());
  }

  /** Whether a call of this name changes something. */
  public boolean isChange() {
    return isChange;
  }

  /** Returns the name, such as {@code team.add_members}. */
  public String name() {
    return name;
  }

  /** Orders events by name. */
  @Override
  public int compareTo(Event other) {
    return name.compareTo(other.name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event event && name.equals(event.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
