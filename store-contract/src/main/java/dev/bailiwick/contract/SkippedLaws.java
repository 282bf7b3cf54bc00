package dev.bailiwick.contract;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips the laws of a store that leaves them out. */
final class SkippedLaws implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return context
        .optionalContainerClass()
        .filter(StoreContract.class::isAssignableFrom)
        .map(type -> ((StoreContract) context.newInstance(type)).leftOut().get(Category.LAWS))
        .map(SkipResult::skip)
        .orElse(SkipResult.doNotSkip());
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
