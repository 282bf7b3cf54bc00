package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Slice;
import java.util.Optional;

/** The registered resources of a view. */
record InMemoryResourceRepository(InMemoryView view) implements ResourceRepository.Writer {
  @Override
  public Optional<Resource> find(Tenant tenant, ResourceId id) {
    return Optional.ofNullable(view.state().resources().of(tenant).get(id));
  }

  @Override
  public ImmutableList<Resource> children(
      Tenant tenant, ResourceId parent, Slice<ResourceId> slice) {
    return Table.slice(view.state().resourceChildren().of(tenant).of(parent), slice);
  }

  @Override
  public ImmutableList<Resource> ownedBy(Tenant tenant, UserId owner, Slice<ResourceId> slice) {
    return Table.slice(view.state().resourcesOwned().of(tenant).of(owner), slice);
  }

  @Override
  public ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice) {
    return Table.slice(view.state().resources().of(tenant), slice);
  }

  @Override
  public void save(Resource resource) {
    view.write(state -> with(without(state, resource), resource), resource.tenant());
  }

  @Override
  public void delete(Resource resource) {
    view.write(state -> without(state, resource), resource.tenant());
  }

  private static State with(State state, Resource resource) {
    Tenant tenant = resource.tenant();
    ResourceId id = resource.id();
    var children = state.resourceChildren();
    return state
        .withResources(state.resources().with(tenant, id, resource))
        .withResourcesOwned(state.resourcesOwned().with(tenant, resource.owner(), id, resource))
        .withResourceChildren(
            resource.parent().map(p -> children.with(tenant, p, id, resource)).orElse(children));
  }

  private static State without(State state, Resource any) {
    Tenant tenant = any.tenant();
    Resource resource = state.resources().of(tenant).get(any.id());
    if (resource == null) {
      return state;
    }
    ResourceId id = resource.id();
    var children = state.resourceChildren();
    return state
        .withResources(state.resources().without(tenant, id))
        .withResourcesOwned(state.resourcesOwned().without(tenant, resource.owner(), id))
        .withResourceChildren(
            resource.parent().map(p -> children.without(tenant, p, id)).orElse(children));
  }
}
