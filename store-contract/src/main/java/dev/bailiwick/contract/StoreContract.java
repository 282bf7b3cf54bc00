package dev.bailiwick.contract;

import dev.bailiwick.store.Store;
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
 * <p>What takes long has the tag {@code long}: the laws along random histories, the races and the
 * crowds.
 */
public abstract class StoreContract implements LawsContract {
  /** An empty store, that no other test has used. */
  @Override
  public abstract Store newStore();

  /** A topic over stores of the suite. */
  private abstract class Topic implements Contract {
    @Override
    public Store newStore() {
      return StoreContract.this.newStore();
    }
  }

  @Nested
  class Users extends Topic implements UsersContract {}

  @Nested
  class Orgs extends Topic implements OrgsContract {}

  @Nested
  class OrgMembers extends Topic implements OrgMembersContract {}

  @Nested
  class Teams extends Topic implements TeamsContract {}

  @Nested
  class Resources extends Topic implements ResourcesContract {}

  @Nested
  class Grants extends Topic implements GrantsContract {}

  @Nested
  class Access extends Topic implements AccessContract {}

  @Nested
  class Lookup extends Topic implements LookupContract {}

  @Nested
  class Audit extends Topic implements AuditContract {}

  @Nested
  class Isolation extends Topic implements IsolationContract {}

  @Nested
  class BadInput extends Topic implements BadInputContract {}

  @Nested
  @Tag("long")
  class Exhaustion extends Topic implements ExhaustionContract {}

  @Nested
  class Ports extends Topic implements PortsContract {}

  @Nested
  class Worlds extends Topic implements WorldsContract {}

  @Nested
  @Tag("long")
  class Races extends Topic implements RacesContract {}

  @Nested
  @Tag("long")
  class Marathon extends Topic implements MarathonContract {}

  @Nested
  class Review extends Topic implements ReviewContract {}
}
