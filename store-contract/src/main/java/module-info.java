/** The tests that every store passes, for JUnit 5: the stores of this project and any other. */
module dev.bailiwick.contract {
  requires transitive dev.bailiwick.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires com.google.gson;
  requires transitive net.jqwik.api;

  exports dev.bailiwick.contract;
  exports dev.bailiwick.contract.fixture;
  exports dev.bailiwick.contract.history;
  exports dev.bailiwick.contract.reference;
  exports dev.bailiwick.contract.topic.access;
  exports dev.bailiwick.contract.topic.audit;
  exports dev.bailiwick.contract.topic.bulk;
  exports dev.bailiwick.contract.topic.concurrency;
  exports dev.bailiwick.contract.topic.grant;
  exports dev.bailiwick.contract.topic.input;
  exports dev.bailiwick.contract.topic.isolation;
  exports dev.bailiwick.contract.topic.law;
  exports dev.bailiwick.contract.topic.operation;
  exports dev.bailiwick.contract.topic.org;
  exports dev.bailiwick.contract.topic.port;
  exports dev.bailiwick.contract.topic.resource;
  exports dev.bailiwick.contract.topic.team;
  exports dev.bailiwick.contract.topic.user;
}
