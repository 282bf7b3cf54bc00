package dev.bailiwick.inmemory;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredDelegation;
import dev.bailiwick.store.StoredImpersonation;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Comparator;
import org.immutables.value.Value;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** One snapshot of all data in the store; each repository writes the tables of its aggregate. */
@Value.Immutable(copy = true)
interface State extends WithState {
  @Value.Default
  default TreePMap<UserId, User> users() {
    return TreePMap.empty();
  }

  /** The accounts with a verified address, by the address. */
  @Value.Default
  default TreePMap<Email, User> usersByEmail() {
    return TreePMap.empty();
  }

  /** The accounts with a verified address of each mailbox. */
  @Value.Default
  default Table<String, UserId, User> usersByMailbox() {
    return Table.by(Text.ORDER, naturalOrder());
  }

  /** The unclaimed accounts of each address. */
  @Value.Default
  default TreePMap<Email, TreePMap<UserId, User>> unclaimed() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<ExternalIdentity, User> usersByIdentity() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<OrgId, Org> orgs() {
    return TreePMap.empty();
  }

  /** The orgs that are not deleted, by external key. */
  @Value.Default
  default TreePMap<String, Org> orgsByKey() {
    return TreePMap.empty(Text.ORDER);
  }

  @Value.Default
  default Table<OrgId, UserId, Membership> members() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<UserId, OrgId, Membership> memberships() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<OrgId, Role, RoleDefinition> roles() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<TeamId, Team> teams() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<Tenant, TeamId, Team> teamsOf() {
    return Table.by(Tenant.ORDER, naturalOrder());
  }

  @Value.Default
  default Table<Tenant, String, Team> teamsByName() {
    return Table.by(Tenant.ORDER, Text.ORDER);
  }

  @Value.Default
  default Index<Tenant, UserId, TeamId, Team> teamsOwned() {
    return Index.by(Tenant.ORDER, naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<TeamId, TeamId, Team> teamChildren() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<TeamId, UserId, Seat> seats() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Index<UserId, Tenant, TeamId, Seat> seatsOf() {
    return Index.by(naturalOrder(), Tenant.ORDER, naturalOrder());
  }

  @Value.Default
  default Table<Tenant, ResourceId, Resource> resources() {
    return Table.by(Tenant.ORDER, naturalOrder());
  }

  @Value.Default
  default Index<Tenant, UserId, ResourceId, Resource> resourcesOwned() {
    return Index.by(Tenant.ORDER, naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Index<Tenant, ResourceId, ResourceId, Resource> resourceChildren() {
    return Index.by(Tenant.ORDER, naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Index<Tenant, ResourceId, Grant.Key, Grant> grantsOn() {
    return Index.by(Tenant.ORDER, naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Index<Tenant, Accessor, Grant.Key, Grant> grantsTo() {
    return Index.by(Tenant.ORDER, Accessor.ORDER, naturalOrder());
  }

  /** The tenants in which an accessor has a grant. */
  @Value.Default
  default Table<Accessor, Tenant, Tenant> tenantsGranting() {
    return Table.by(Accessor.ORDER, Tenant.ORDER);
  }

  @Value.Default
  default TreePMap<InvitationId, Invitation> invitations() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<Tenant, InvitationId, Invitation> invitationsOf() {
    return Table.by(Tenant.ORDER, naturalOrder());
  }

  @Value.Default
  default Table<Email, InvitationId, Invitation> invitationsTo() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The hash of the code of each invitation that has one. */
  @Value.Default
  default TreePMap<InvitationId, String> invitationCodes() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<String, InvitationId> invitationsByCode() {
    return TreePMap.empty();
  }

  /** The times of the mails to each recipient. */
  @Value.Default
  default TreePMap<String, TreePVector<Instant>> invitationMails() {
    return TreePMap.empty();
  }

  /** The recipients of these mails, by the times of the mails. */
  @Value.Default
  default TreePMap<Instant, TreePVector<String>> invitationMailsByTime() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<UserId, StoredPassword> passwords() {
    return TreePMap.empty();
  }

  /** The counts of failed attempts, by subject. */
  @Value.Default
  default TreePMap<String, AttemptCount> attempts() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<UserId, String, AttemptCount> attemptsOf() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The requests for codes, by subject. */
  @Value.Default
  default TreePMap<String, PasswordReset> resets() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<String, PasswordReset> resetsByCode() {
    return TreePMap.empty();
  }

  /** The instants of removal of the people who are barred from an org, by their marks. */
  @Value.Default
  default Table<OrgId, String, Instant> bars() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<EmailDomain, OrgDomain> domains() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<ApiKeyId, ApiKey> keys() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<OrgId, EmailDomain, OrgDomain> domainsOf() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<OrgId, UserId, JoinRequest> joinRequests() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default Table<UserId, OrgId, JoinRequest> joinRequestsOf() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<ApiKeyId, KeyRepository.Hashes> keyHashes() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<Tenant, ApiKeyId, ApiKey> keysOf() {
    return Table.by(Tenant.ORDER, naturalOrder());
  }

  @Value.Default
  default Table<UserId, ApiKeyId, ApiKey> keysOwned() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<AccessTokenId, StoredToken> tokens() {
    return TreePMap.empty();
  }

  @Value.Default
  default TreePMap<ImpersonationId, StoredImpersonation> impersonations() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<UserId, AccessTokenId, AccessToken> tokensOwned() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The impersonations by their orgs. */
  @Value.Default
  default Table<OrgId, ImpersonationId, StoredImpersonation> impersonationsIn() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The impersonations by their targets. */
  @Value.Default
  default Table<UserId, ImpersonationId, StoredImpersonation> impersonationsOf() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The impersonations by their impersonators. */
  @Value.Default
  default Table<UserId, ImpersonationId, StoredImpersonation> impersonationsBy() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The orgs that their owners have opened to support. */
  @Value.Default
  default TreePMap<OrgId, SupportAccess> support() {
    return TreePMap.empty();
  }

  /** The sign-ins of each account, newest first. */
  @Value.Default
  default Table<UserId, SignInEntry.Key, SignInEntry> signIns() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<UseSubject, Instant> lastUses() {
    return TreePMap.empty(Comparator.comparing(UseSubject::kind).thenComparingLong(UseSubject::id));
  }

  @Value.Default
  default TreePMap<DelegationId, StoredDelegation> delegations() {
    return TreePMap.empty();
  }

  /** The delegations by their orgs. */
  @Value.Default
  default Table<OrgId, DelegationId, StoredDelegation> delegationsIn() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The delegations by the people who allowed them. */
  @Value.Default
  default Table<UserId, DelegationId, StoredDelegation> delegationsBy() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The delegations by their service accounts. */
  @Value.Default
  default Table<UserId, DelegationId, StoredDelegation> delegationsTo() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  /** The audit entries of each tenant, newest first. */
  @Value.Default
  default Table<Tenant, Long, AuditEntry> log() {
    return Table.by(Tenant.ORDER, reverseOrder());
  }

  /** The same entries by each thing that they touch, by the user that acted, and the companion. */
  @Value.Default
  default Index<ResourceId, Tenant, Long, AuditEntry> logOf() {
    return Index.by(naturalOrder(), Tenant.ORDER, reverseOrder());
  }

  @Value.Default
  default TreePMap<Operation.Key, Operation> operations() {
    return TreePMap.empty();
  }

  @Value.Default
  default Table<Instant, Operation.Key, Operation> operationsByTime() {
    return Table.by(naturalOrder(), naturalOrder());
  }

  @Value.Default
  default TreePMap<Tenant, Long> revisions() {
    return TreePMap.empty(Tenant.ORDER);
  }

  /** The highest id of a user, org or team that was ever saved. */
  @Value.Default
  default long lastId() {
    return 0;
  }

  /** Returns this state with an id marked as used; it is never given out again. */
  default State withUsed(long id) {
    return withLastId(Math.max(lastId(), id));
  }

  /** Whether this person or org exists, or existed earlier. */
  default boolean knows(Tenant tenant) {
    return tenant instanceof OrgId org ? orgs().containsKey(org) : users().containsKey(tenant);
  }

  /** Returns a state without data. */
  static State empty() {
    return ImmutableState.builder().build();
  }
}
