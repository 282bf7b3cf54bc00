package dev.bailiwick.jdbc;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A small org in which each change of {@link Mutations} changes something. Mia owns the document,
 * and a denial keeps Adam from it.
 */
record Scene(Mutations.Scene org) {
  private static final ResourceRef DOC = World.DOC.id("1");

  /** Makes it in an empty store. */
  static Scene in(Store store) {
    return new Scene(new Mutations.Scene(new World(store), "acme"));
  }

  /** The same over any store on the same data, an hour later. */
  World world(Store store) {
    World world = new World(store);
    world.clock().advance(Duration.ofHours(1));
    return world;
  }

  private Session mia(World world) {
    return world.as(org.mia, org.org);
  }

  private Session adam(World world) {
    return world.as(org.adam, org.org);
  }

  private Session system(World world) {
    return world.system(org.org);
  }

  boolean miaMayRead(World world) {
    return mia(world).may(Permission.READ, DOC);
  }

  boolean adamMayRead(World world) {
    return adam(world).may(Permission.READ, DOC);
  }

  /** Every call that changes something, by its name. */
  static final ImmutableMap<String, BiConsumer<Scene, World>> CHANGES =
      ImmutableMap.copyOf(
          Maps.transformValues(
              Mutations.all(),
              change ->
                  (scene, world) ->
                      requireNonNull(change.apply(scene.org.over(world), Optional.empty()))));

  /** Questions of every kind, by name. */
  static final ImmutableMap<String, BiFunction<Scene, World, Object>> QUESTIONS =
      ImmutableMap.of(
          "may",
          Scene::miaMayRead,
          "may not",
          Scene::adamMayRead,
          "explain",
          (s, world) -> s.mia(world).explain(Permission.READ, DOC),
          "permissions",
          (s, world) -> s.system(world).access().permissions(s.org.mia, DOC),
          "lookup resources",
          (s, world) ->
              s.system(world)
                  .access()
                  .lookupResources(s.org.mia, Permission.READ, World.DOC, PageRequest.first()),
          "lookup subjects",
          (s, world) ->
              s.system(world).access().lookupSubjects(Permission.READ, DOC, PageRequest.first()),
          "members",
          (s, world) -> s.system(world).teams().members(s.org.ops).list(PageRequest.first()));
}
