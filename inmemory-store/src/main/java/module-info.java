/** The ports of the domain over memory. */
module dev.bailiwick.inmemory {
  requires transitive dev.bailiwick.core;
  requires org.pcollections;
  requires static org.immutables.value.annotations;

  exports dev.bailiwick.inmemory;
}
