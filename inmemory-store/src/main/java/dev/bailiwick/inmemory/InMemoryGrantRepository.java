package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.Slice;
import java.util.Optional;
import java.util.stream.Stream;

/** The grants of a view. */
record InMemoryGrantRepository(InMemoryView view) implements GrantRepository.Writer {
  @Override
  public Optional<Grant> find(Tenant tenant, Grant.Key key) {
    return Optional.ofNullable(view.state().grantsOn().of(tenant).of(key.resource()).get(key));
  }

  @Override
  public ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice) {
    return Table.slice(view.state().grantsOn().of(tenant).of(resource), slice);
  }

  @Override
  public ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice) {
    return Table.slice(view.state().grantsTo().of(tenant).of(accessor), slice);
  }

  @Override
  public ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice) {
    // Keys are ordered by resource first.
    Table<ResourceId, Grant.Key, Grant> grants = view.state().grantsOn().of(tenant);
    Stream<Grant> rest =
        slice.after().stream()
            .flatMap(key -> Table.after(grants.of(key.resource()), slice).values().stream());
    var resources = new Slice<>(slice.after().map(Grant.Key::resource), slice.limit());
    Stream<Grant> more =
        Table.after(grants.groups(), resources).values().stream()
            .flatMap(group -> group.values().stream());
    return Table.limited(Stream.concat(rest, more), slice);
  }

  @Override
  public ImmutableList<Accessor> accessors(Tenant tenant, Slice<Accessor> slice) {
    return Table.sliceOfKeys(view.state().grantsTo().of(tenant).groups(), slice);
  }

  @Override
  public ImmutableList<Tenant> tenants(Accessor accessor, Slice<Tenant> slice) {
    return Table.slice(view.state().tenantsGranting().of(accessor), slice);
  }

  @Override
  public void save(Grant grant) {
    view.write(state -> with(state, grant), grant.tenant());
  }

  @Override
  public void delete(Grant grant) {
    view.write(state -> without(state, grant), grant.tenant());
  }

  private static State with(State state, Grant grant) {
    Tenant tenant = grant.tenant();
    Accessor accessor = grant.accessor();
    var tenants = state.tenantsGranting();
    return state
        .withGrantsOn(state.grantsOn().with(tenant, grant.resource(), grant.key(), grant))
        .withGrantsTo(state.grantsTo().with(tenant, accessor, grant.key(), grant))
        .withTenantsGranting(
            tenants.of(accessor).containsKey(tenant)
                ? tenants
                : tenants.with(accessor, tenant, tenant));
  }

  private static State without(State state, Grant grant) {
    Tenant tenant = grant.tenant();
    Accessor accessor = grant.accessor();
    var to = state.grantsTo().without(tenant, accessor, grant.key());
    var tenants = state.tenantsGranting();
    return state
        .withGrantsOn(state.grantsOn().without(tenant, grant.resource(), grant.key()))
        .withGrantsTo(to)
        .withTenantsGranting(
            to.of(tenant).of(accessor).isEmpty() ? tenants.without(accessor, tenant) : tenants);
  }
}
