package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.RandomWorld;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.CandidateRepository;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The default methods of a store: an override answers like the default. */
public interface DefaultMethodsContract extends ContractTopic {
  /** The same view, with every default method. */
  private static <T> T plain(Class<T> type, T repository) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, args)
                    : method.invoke(repository, args)));
  }

  /** Compares each slice of a list with the slice of another; returns the entries. */
  private static <K, V> ImmutableList<V> same(
      Function<Slice<K>, ImmutableList<V>> list,
      Function<Slice<K>, ImmutableList<V>> replaced,
      Function<V, K> key) {
    ImmutableList<V> whole = list.apply(Slice.first());
    List<Slice<K>> slices = new ArrayList<>(List.of(new Slice<>(Optional.empty(), 1)));
    whole.forEach(entry -> slices.add(new Slice<>(Optional.of(key.apply(entry)), 2)));
    assertThat(replaced.apply(Slice.first())).isEqualTo(whole);
    for (Slice<K> slice : slices) {
      assertThat(replaced.apply(slice)).as("%s", slice).isEqualTo(list.apply(slice));
    }
    return whole;
  }

  private void inAWorld(Consumer<RandomWorld> then) {
    for (long seed = 0; seed < 3; seed++) {
      then.accept(new RandomWorld(newStore(), seed));
    }
  }

  @Test
  default void lists_by_owner_and_by_parent_equal_a_search_of_all() {
    List<Object> found = new ArrayList<>();
    inAWorld(
        chance ->
            new StoreRows(chance.world().store())
                .read(
                    view -> {
                      OrgId org = chance.org();
                      TeamRepository teams = plain(TeamRepository.class, view.teams());
                      for (Team team : view.teams().list(org, Slice.first())) {
                        found.addAll(
                            same(
                                slice -> view.teams().children(team.id(), slice),
                                slice -> teams.children(team.id(), slice),
                                Team::id));
                      }
                      assertThat(teams.children(new TeamId(Long.MAX_VALUE), Slice.first()))
                          .isEmpty();
                      ResourceRepository resources =
                          plain(ResourceRepository.class, view.resources());
                      for (ResourceId id : chance.resources()) {
                        found.addAll(
                            same(
                                slice -> view.resources().children(org, id, slice),
                                slice -> resources.children(org, id, slice),
                                Resource::id));
                      }
                      for (UserId user : chance.users()) {
                        found.addAll(
                            same(
                                slice -> view.teams().ownedBy(org, user, slice),
                                slice -> teams.ownedBy(org, user, slice),
                                Team::id));
                        found.addAll(
                            same(
                                slice -> view.resources().ownedBy(org, user, slice),
                                slice -> resources.ownedBy(org, user, slice),
                                Resource::id));
                      }
                      return true;
                    }));
    assertThat(found).hasAtLeastOneElementOfType(Team.class);
    assertThat(found).hasAtLeastOneElementOfType(Resource.class);
  }

  @Test
  default void grants_roles_and_accounts_by_key_equal_a_search_of_all() {
    inAWorld(
        chance -> {
          OrgId org = chance.org();
          RoleDefinition role =
              chance
                  .world()
                  .system(org)
                  .orgs()
                  .defineRole(org, Role.ofOrg("auditor"), Permission.READ)
                  .value();
          chance.world().system(org).orgs().defineRole(org, Role.ofOrg("clerk"), Permission.READ);
          new StoreRows(chance.world().store())
              .read(
                  view -> {
                    GrantRepository grants = plain(GrantRepository.class, view.grants());
                    for (Grant grant : view.grants().list(org, Slice.first())) {
                      assertThat(grants.find(org, grant.key())).contains(grant);
                      assertThat(view.grants().find(org, grant.key())).contains(grant);
                    }
                    assertThat(
                            same(
                                slice -> view.grants().accessors(org, slice),
                                slice -> grants.accessors(org, slice),
                                (Accessor accessor) -> accessor))
                        .isNotEmpty();
                    OrgRepository orgs = plain(OrgRepository.class, view.orgs());
                    assertThat(orgs.role(org, role.role())).contains(role);
                    assertThat(view.orgs().role(org, role.role())).contains(role);
                    assertThat(orgs.role(org, Role.ofOrg("nobody"))).isEmpty();
                    assertThat(view.orgs().suspension(org))
                        .isEqualTo(orgs.suspension(org))
                        .isEmpty();
                    AuditRepository audit = plain(AuditRepository.class, view.audit());
                    assertThat(
                            same(
                                slice -> view.audit().listForward(org, AuditFilter.all(), slice),
                                slice -> audit.listForward(org, AuditFilter.all(), slice),
                                AuditEntry::number))
                        .isNotEmpty();
                    UserRepository users = plain(UserRepository.class, view.users());
                    List<Email> emails =
                        view.users().list(Slice.first()).stream()
                            .flatMap(user -> user.email().stream())
                            .toList();
                    assertThat(view.users().named(org, emails)).isEqualTo(users.named(org, emails));
                    for (User user : view.users().list(Slice.first())) {
                      user.email()
                          .ifPresent(
                              email ->
                                  assertThat(view.users().named(org, email))
                                      .isEqualTo(users.named(org, email)));
                    }
                    assertThat(users.findAll(chance.users()))
                        .isEqualTo(view.users().findAll(chance.users()))
                        .containsOnlyKeys(chance.users());
                    return true;
                  });
        });
  }

  @Test
  default void facts_and_candidates_equal_the_answers_of_the_repositories() {
    inAWorld(
        chance ->
            new StoreRows(chance.world().store())
                .read(
                    view -> {
                      OrgId org = chance.org();
                      View plain = plain(View.class, view);
                      Facts facts = view.facts(org, chance.users(), chance.resources());
                      Facts told = plain.facts(org, chance.users(), chance.resources());
                      assertThat(facts.org(org)).isEqualTo(told.org(org)).isPresent();
                      for (UserId user : chance.users()) {
                        assertThat(facts.standing(user)).isEqualTo(told.standing(user));
                        assertThat(facts.membership(org, user))
                            .isEqualTo(told.membership(org, user));
                        assertThat(facts.orgs(user)).containsExactlyElementsOf(told.orgs(user));
                        assertThat(facts.teams(user, org))
                            .containsExactlyInAnyOrderElementsOf(told.teams(user, org));
                      }
                      Set<Accessor> accessors =
                          Set.copyOf(view.grants().accessors(org, Slice.first()));
                      for (ResourceId id : chance.resources()) {
                        assertThat(facts.resource(org, id)).isEqualTo(told.resource(org, id));
                        assertThat(facts.grants(org, id, accessors))
                            .containsExactlyInAnyOrderElementsOf(told.grants(org, id, accessors));
                      }
                      CandidateRepository candidates = view.candidates();
                      ImmutableList<ResourceId> all =
                          same(
                              slice -> candidates.resources(org, "doc", slice),
                              slice -> plain.candidates().resources(org, "doc", slice),
                              (ResourceId id) -> id);
                      assertThat(all).hasSameSizeAs(chance.resources());
                      UserId user = chance.users().get(1);
                      ImmutableSet<Accessor> own = ImmutableSet.of(user);
                      assertThat(
                              plain(CandidateRepository.class, candidates)
                                  .resources(org, "doc", own, user, Slice.first()))
                          .isEqualTo(all)
                          .containsAll(candidates.resources(org, "doc", own, user, Slice.first()));
                      return true;
                    }));
  }
}
