package dev.bailiwick.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.topic.access.AccessContract;
import dev.bailiwick.contract.topic.access.LookupContract;
import dev.bailiwick.contract.topic.access.ReviewContract;
import dev.bailiwick.contract.topic.access.WorldsContract;
import dev.bailiwick.contract.topic.audit.AuditContract;
import dev.bailiwick.contract.topic.bulk.BulkContract;
import dev.bailiwick.contract.topic.concurrency.ParallelContract;
import dev.bailiwick.contract.topic.concurrency.RacesContract;
import dev.bailiwick.contract.topic.concurrency.StandingRacesContract;
import dev.bailiwick.contract.topic.delegation.DelegatedRightsContract;
import dev.bailiwick.contract.topic.delegation.DelegationContract;
import dev.bailiwick.contract.topic.delegation.DelegationEndsContract;
import dev.bailiwick.contract.topic.delegation.DelegationLogContract;
import dev.bailiwick.contract.topic.grant.GrantsContract;
import dev.bailiwick.contract.topic.history.LastUseContract;
import dev.bailiwick.contract.topic.history.SignInHistoryContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonatedRightsContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationEndsContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationLogContract;
import dev.bailiwick.contract.topic.impersonation.ImpersonationRacesContract;
import dev.bailiwick.contract.topic.input.BadInputContract;
import dev.bailiwick.contract.topic.input.ExhaustionContract;
import dev.bailiwick.contract.topic.invitation.AttackerContract;
import dev.bailiwick.contract.topic.invitation.BarsContract;
import dev.bailiwick.contract.topic.invitation.InvitationRulesContract;
import dev.bailiwick.contract.topic.invitation.InvitationsContract;
import dev.bailiwick.contract.topic.isolation.IsolationContract;
import dev.bailiwick.contract.topic.key.AccessTokensContract;
import dev.bailiwick.contract.topic.key.ApiKeysContract;
import dev.bailiwick.contract.topic.key.KeyEndsContract;
import dev.bailiwick.contract.topic.key.KeyRacesContract;
import dev.bailiwick.contract.topic.key.KeyRotationContract;
import dev.bailiwick.contract.topic.law.LawsContract;
import dev.bailiwick.contract.topic.law.MarathonContract;
import dev.bailiwick.contract.topic.operation.OperationsContract;
import dev.bailiwick.contract.topic.org.DomainsContract;
import dev.bailiwick.contract.topic.org.OrgMembersContract;
import dev.bailiwick.contract.topic.org.OrgsContract;
import dev.bailiwick.contract.topic.password.PasswordTopics;
import dev.bailiwick.contract.topic.port.DelegationPortsContract;
import dev.bailiwick.contract.topic.port.HistoryPortsContract;
import dev.bailiwick.contract.topic.port.ImpersonationPortsContract;
import dev.bailiwick.contract.topic.port.KeyPortsContract;
import dev.bailiwick.contract.topic.port.PortsContract;
import dev.bailiwick.contract.topic.port.TokenPortsContract;
import dev.bailiwick.contract.topic.resource.ResourcesContract;
import dev.bailiwick.contract.topic.team.TeamsContract;
import dev.bailiwick.contract.topic.user.AddressCodesContract;
import dev.bailiwick.contract.topic.user.AddressOracleContract;
import dev.bailiwick.contract.topic.user.NoticesContract;
import dev.bailiwick.contract.topic.user.UsersContract;
import dev.bailiwick.store.Store;
import java.util.Map;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The whole contract of a store:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *   @Override
 *   public Store newStore() {
 *     return MyStore.create();
 *   }
 * }
 * }</pre>
 *
 * A store that lacks a part says so in {@link #leftOut}. Slow tests have the tag {@code long}: the
 * laws along random histories, the races and the crowds.
 */
@AddLifecycleHook(SkippedLaws.class)
public abstract class StoreContract implements LawsContract {
  /** A new, empty store. The tests of a suite never share a store. */
  @Override
  public abstract Store newStore();

  /**
   * Another way into a store that this suite made, such as a second node on the same data: races
   * are run through both. Returns the given store unless this is overridden.
   */
  @Override
  public Store beside(Store store) {
    return store;
  }

  /**
   * The categories that the store leaves out of the contract, each with the reason: their tests are
   * reported as skipped, with that reason. Empty unless this is overridden.
   */
  public Map<Category, String> leftOut() {
    return Map.of();
  }

  /** A topic over stores of the suite. */
  abstract class Topic implements ContractTopic {
    private final Category category;

    Topic(Category category) {
      this.category = category;
    }

    @BeforeEach
    void unlessLeftOut() {
      String reason = leftOut().get(category);
      assumeTrue(reason == null, () -> category + " is left out: " + reason);
    }

    @Override
    public Store newStore() {
      return StoreContract.this.newStore();
    }

    @Override
    public Store beside(Store store) {
      return StoreContract.this.beside(store);
    }
  }

  @Nested
  class Users extends Topic implements UsersContract, NoticesContract {
    Users() {
      super(Category.USERS);
    }
  }

  @Nested
  class Orgs extends Topic implements OrgsContract {
    Orgs() {
      super(Category.ORGS);
    }
  }

  @Nested
  class OrgMembers extends Topic implements OrgMembersContract {
    OrgMembers() {
      super(Category.ORG_MEMBERS);
    }
  }

  @Nested
  class Teams extends Topic implements TeamsContract {
    Teams() {
      super(Category.TEAMS);
    }
  }

  @Nested
  class Resources extends Topic implements ResourcesContract {
    Resources() {
      super(Category.RESOURCES);
    }
  }

  @Nested
  class Grants extends Topic implements GrantsContract {
    Grants() {
      super(Category.GRANTS);
    }
  }

  @Nested
  class Passwords extends Topic implements PasswordTopics {
    Passwords() {
      super(Category.PASSWORDS);
    }
  }

  @Nested
  class Invitations extends Topic
      implements InvitationsContract,
          InvitationRulesContract,
          BarsContract,
          AddressOracleContract,
          AddressCodesContract,
          DomainsContract,
          AttackerContract {
    Invitations() {
      super(Category.INVITATIONS);
    }
  }

  @Nested
  class Keys extends Topic
      implements ApiKeysContract,
          KeyEndsContract,
          KeyRotationContract,
          KeyRacesContract,
          KeyPortsContract,
          AccessTokensContract,
          TokenPortsContract {
    Keys() {
      super(Category.KEYS);
    }
  }

  @Nested
  class Impersonations extends Topic
      implements ImpersonationContract,
          ImpersonatedRightsContract,
          ImpersonationEndsContract,
          ImpersonationLogContract,
          ImpersonationRacesContract,
          ImpersonationPortsContract {
    Impersonations() {
      super(Category.IMPERSONATION);
    }
  }

  @Nested
  class Histories extends Topic
      implements SignInHistoryContract, LastUseContract, HistoryPortsContract {
    Histories() {
      super(Category.HISTORY);
    }
  }

  @Nested
  class Agents extends Topic
      implements DelegationContract,
          DelegatedRightsContract,
          DelegationEndsContract,
          DelegationLogContract,
          DelegationPortsContract {
    Agents() {
      super(Category.IMPERSONATION);
    }
  }

  @Nested
  class Access extends Topic implements AccessContract {
    Access() {
      super(Category.ACCESS);
    }
  }

  @Nested
  class Lookup extends Topic implements LookupContract {
    Lookup() {
      super(Category.LOOKUP);
    }
  }

  @Nested
  class Audit extends Topic implements AuditContract {
    Audit() {
      super(Category.AUDIT);
    }
  }

  @Nested
  class Operations extends Topic implements OperationsContract {
    Operations() {
      super(Category.OPERATIONS);
    }
  }

  @Nested
  class Bulk extends Topic implements BulkContract {
    Bulk() {
      super(Category.BULK);
    }
  }

  @Nested
  class Isolation extends Topic implements IsolationContract {
    Isolation() {
      super(Category.ISOLATION);
    }
  }

  @Nested
  class BadInput extends Topic implements BadInputContract {
    BadInput() {
      super(Category.BAD_INPUT);
    }
  }

  @Nested
  @Tag("long")
  class Exhaustion extends Topic implements ExhaustionContract {
    Exhaustion() {
      super(Category.EXHAUSTION);
    }
  }

  @Nested
  class Ports extends Topic implements PortsContract {
    Ports() {
      super(Category.PORTS);
    }
  }

  @Nested
  class Worlds extends Topic implements WorldsContract {
    Worlds() {
      super(Category.WORLDS);
    }
  }

  @Nested
  @Tag("long")
  class Races extends Topic implements RacesContract {
    Races() {
      super(Category.RACES);
    }
  }

  @Nested
  @Tag("long")
  class StandingRaces extends Topic implements StandingRacesContract {
    StandingRaces() {
      // Its changes wait for concurrent calls.
      super(Category.PARALLEL);
    }
  }

  @Nested
  class Parallel extends Topic implements ParallelContract {
    Parallel() {
      super(Category.PARALLEL);
    }
  }

  @Nested
  @Tag("long")
  class Marathon extends Topic implements MarathonContract {
    Marathon() {
      super(Category.MARATHON);
    }
  }

  @Nested
  class Review extends Topic implements ReviewContract {
    Review() {
      super(Category.REVIEW);
    }
  }
}
