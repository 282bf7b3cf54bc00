package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Access;
import dev.bailiwick.AccessTokens;
import dev.bailiwick.Agents;
import dev.bailiwick.ApiKeys;
import dev.bailiwick.AuditLog;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Bulk;
import dev.bailiwick.Grants;
import dev.bailiwick.Impersonations;
import dev.bailiwick.Invitations;
import dev.bailiwick.JoinRequests;
import dev.bailiwick.OrgDomains;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Passwords;
import dev.bailiwick.Resources;
import dev.bailiwick.Session;
import dev.bailiwick.SignInHistory;
import dev.bailiwick.SignIns;
import dev.bailiwick.TeamMembers;
import dev.bailiwick.Teams;
import dev.bailiwick.UserEmails;
import dev.bailiwick.Users;
import dev.bailiwick.access.Listener;
import dev.bailiwick.contract.fixture.NullArguments;
import dev.bailiwick.contract.fixture.Samples;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.invitation.InvitationPort;
import dev.bailiwick.notice.NoticePort;
import dev.bailiwick.org.PublicDomains;
import dev.bailiwick.password.PasswordBlocklist;
import dev.bailiwick.password.PasswordHasher;
import dev.bailiwick.password.PasswordPort;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.CandidateRepository;
import dev.bailiwick.store.DelegationRepository;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.HistoryRepository;
import dev.bailiwick.store.ImpersonationRepository;
import dev.bailiwick.store.InvitationRepository;
import dev.bailiwick.store.JoiningRepository;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.OperationRepository;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.PasswordRepository;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.store.TokenRepository;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.store.View;
import dev.bailiwick.user.AddressPort;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NullsTest {
  /**
   * The calls of a session: the contract's {@code a_null_anywhere…} makes every one of them; those
   * about passwords are in {@code PasswordCallsContract}.
   */
  private static final ImmutableSet<Class<?>> SESSION =
      ImmutableSet.of(
          Access.class,
          AccessTokens.class,
          AuditLog.class,
          Grants.class,
          OrgMembers.class,
          OrgDomains.class,
          JoinRequests.class,
          UserEmails.class,
          Orgs.class,
          Passwords.class,
          Resources.class,
          Session.class,
          SignIns.class,
          SignInHistory.class,
          Teams.class,
          TeamMembers.class,
          Invitations.class,
          ApiKeys.class,
          Impersonations.class,
          Agents.class,
          Bulk.class,
          Users.class);

  /** The interfaces that a store or a host implements and the library calls. */
  private static final ImmutableSet<Class<?>> PORTS =
      ImmutableSet.of(
          AuditRepository.class,
          AuditRepository.Writer.class,
          BailiwickException.class,
          CandidateRepository.class,
          Facts.class,
          GrantRepository.class,
          GrantRepository.Writer.class,
          HistoryRepository.class,
          HistoryRepository.Writer.class,
          AddressPort.class,
          InvitationPort.class,
          JoiningRepository.class,
          JoiningRepository.Writer.class,
          PublicDomains.class,
          InvitationRepository.class,
          InvitationRepository.Writer.class,
          KeyRepository.class,
          TokenRepository.class,
          TokenRepository.Writer.class,
          KeyRepository.Writer.class,
          ImpersonationRepository.class,
          ImpersonationRepository.Writer.class,
          DelegationRepository.class,
          DelegationRepository.Writer.class,
          NoticePort.class,
          Listener.class,
          OperationRepository.class,
          OperationRepository.Writer.class,
          OrgRepository.class,
          OrgRepository.Writer.class,
          PasswordBlocklist.class,
          PasswordHasher.class,
          PasswordPort.class,
          PasswordRepository.class,
          PasswordRepository.Writer.class,
          ResourceRepository.class,
          ResourceRepository.Writer.class,
          Store.class,
          TeamRepository.class,
          TeamRepository.Writer.class,
          Transaction.class,
          UserRepository.class,
          UserRepository.Writer.class,
          View.class);

  @Test
  void a_null_is_refused_by_its_name_wherever_a_value_takes_one() throws IOException {
    Samples samples =
        new Samples(ImmutableMap.of(Bailiwick.class, () -> Bailiwick.over(InMemoryStore.create())));
    assertThat(
            new NullArguments(
                    Bailiwick.class,
                    ImmutableSet.<Class<?>>builder().addAll(SESSION).addAll(PORTS).build(),
                    samples)
                .wrong())
        .isEmpty();
  }

  @Test
  void a_null_is_refused_by_its_name_by_the_store_in_memory() throws IOException {
    Samples samples = new Samples(ImmutableMap.of(InMemoryStore.class, InMemoryStore::create));
    assertThat(new NullArguments(InMemoryStore.class, ImmutableSet.of(), samples).wrong())
        .isEmpty();
  }
}
