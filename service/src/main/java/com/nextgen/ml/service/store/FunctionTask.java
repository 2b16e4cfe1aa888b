package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task whose result is a future. */
final class FunctionTask<T> implements WriteTask {
  private final Durability durability;
  private final Function<Transaction, T> work;
  private final Consumer<T> onCommit;
  private final CompletableFuture<T> result;
  private @Nullable T value;

  FunctionTask(
      Durability durability,
      Function<Transaction, T> work,
      Consumer<T> onCommit,
      CompletableFuture<T> result) {
    this.durability = durability;
    this.work = work;
    this.onCommit = onCommit;
    this.result = result;
  }

  @Override
  public Durability durability() {
    return durability;
  }

  @Override
  public void run(Transaction transaction) {
    value = work.apply(transaction);
  }

  @Override
  @SuppressWarnings("NullAway") // null only where the work's own result is
  public void committed() {
    onCommit.accept(value);
    result.complete(value);
  }

  @Override
  public void failed(StoreException why) {
    result.completeExceptionally(why);
  }
}
