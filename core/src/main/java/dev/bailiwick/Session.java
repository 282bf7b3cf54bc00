package dev.bailiwick;

import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Text;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.access.AccessScope;
import dev.bailiwick.internal.access.Checks;
import dev.bailiwick.internal.access.Explanations;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.filter.ReachQuestion;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.permission.Permission;
import java.util.Optional;

/**
 * The calls of one actor. Immutable and cheap to create, for one request or for many. Each call is
 * authorised as the actor is at that moment.
 *
 * <p>Each call below throws {@link dev.bailiwick.access.NoPermission} if the actor may not make it,
 * a {@link dev.bailiwick.error.NotFound} for a thing that does not exist or is out of the actor's
 * reach, and a {@link dev.bailiwick.error.StoreFailure} if the store cannot answer. The calls do
 * not repeat this.
 */
public final class Session {
  static {
    ReachQuestion.readCallsBy(session -> ((Session) session).calls);
  }

  private final Calls calls;

  Session(Calls calls) {
    this.calls = calls;
  }

  private Session with(Request request) {
    return new Session(new Calls(calls.host(), request));
  }

  /** Returns the same session with a reason, which the audit log keeps with each change. */
  public Session because(String reason) {
    Required.given(reason, "reason");
    return with(calls.request().because(Text.text(reason, "reason")));
  }

  /**
   * Makes a change idempotent. To retry after a lost reply, repeat the call with the same id,
   * arguments and reason: it is applied at most once, and the retry returns the result. A result
   * that is an account, org, team, list of members or resource is read again, as the actor may see
   * it then; each other result is returned as it was, with the revision of the change. A refused or
   * failed change does not use up its id.
   *
   * <p>An id belongs to this actor in this org, or in none, for {@link
   * dev.bailiwick.id.Limits#OPERATION_KEPT}. Questions ignore it. It is stored as it is, so it
   * should hold no personal data.
   *
   * <p>Each change throws {@link dev.bailiwick.error.OperationReused} if the id was used for
   * another request.
   *
   * @param id 1 to {@link dev.bailiwick.id.Limits#ID_BYTES} bytes of UTF-8, such as a random UUID
   */
  public Session operation(String id) {
    return with(calls.request().operation(Text.id(id, "operation")));
  }

  /**
   * Returns the same session with answers at least this fresh. Changes always start from the latest
   * state.
   */
  public Session at(Consistency consistency) {
    Required.given(consistency, "consistency");
    return with(calls.request().at(consistency));
  }

  /** Returns the actor of each call. */
  public Actor actor() {
    return calls.request().actor();
  }

  /**
   * Whether the actor has the permission on the resource. The system actor has every permission; a
   * super user has only the permissions that were granted to them.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the model knows no such permission or type
   */
  public boolean may(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    return calls.askOfAnyAccount(
        Event.MAY, caller -> Checks.may(scope(caller), permission, resource));
  }

  /**
   * Checks that the actor {@linkplain #may has} the permission on the resource.
   *
   * @throws AccessDenied if not
   */
  public void require(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    if (!may(permission, resource)) {
      AccessDenied denied = new AccessDenied(actor(), permission, resource.key());
      calls.host().listener().refused(actor(), Event.REQUIRE, denied);
      throw denied;
    }
  }

  /**
   * Returns whether the actor has the permission, and why: every path of an allow, or the failed
   * steps of a deny.
   */
  public Explanation explain(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    return calls.askOfAnyAccount(
        Event.EXPLAIN, caller -> Explanations.own(scope(caller), permission, resource));
  }

  private static AccessScope scope(Caller caller) {
    return new AccessScope(caller, Optional.empty());
  }

  /** Returns the calls about accounts. */
  public Users users() {
    return new Users(calls);
  }

  /** Returns the calls about orgs, their members and roles. */
  public Orgs orgs() {
    return new Orgs(calls);
  }

  /** Returns the calls about teams and their members. */
  public Teams teams() {
    return new Teams(calls);
  }

  /** Returns the calls about registered resources. */
  public Resources resources() {
    return new Resources(calls);
  }

  /** Returns the calls about grants and denials. */
  public Grants grants() {
    return new Grants(calls);
  }

  /** Returns the calls about invitations. */
  public Invitations invitations() {
    return new Invitations(calls);
  }

  /** Returns the calls about service accounts that act for a person. */
  public Agents agents() {
    return new Agents(calls);
  }

  /** Returns the calls about impersonations, and about orgs that are open to support. */
  public Impersonations impersonations() {
    return new Impersonations(calls);
  }

  /** Returns the calls about API keys. */
  public ApiKeys apiKeys() {
    return new ApiKeys(calls);
  }

  /** Returns the calls about access tokens. */
  public AccessTokens accessTokens() {
    return new AccessTokens(calls);
  }

  /** Returns the calls about the history of sign-ins, and about members and keys not used. */
  public SignInHistory history() {
    return new SignInHistory(calls);
  }

  /** Returns the changes of passwords. */
  public Passwords passwords() {
    return new Passwords(calls);
  }

  /** Returns the questions about the permissions of any user. */
  public Access access() {
    return new Access(calls, Optional.empty());
  }

  /** Returns the audit logs. */
  public AuditLog audit() {
    return new AuditLog(calls);
  }

  /** Returns the export and the import of an org. Requires the system actor. */
  public Bulk bulk() {
    return new Bulk(calls);
  }
}
