package com.nextgen.ml.monitoring.counts.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of stripes, each allocated when it is first written.
 *
 * <p>A thread takes the first slot nobody owns and keeps it, so its stripe stays in its core's
 * cache. A thread without a slot, or whose stripe another one borrowed, borrows any that is free.
 */
final class Stripes {
  private static final VarHandle STRIPES = MethodHandles.arrayElementVarHandle(Stripe[].class);
  private static final VarHandle OWNERS = MethodHandles.arrayElementVarHandle(long[].class);

  private final Supplier<Stripe> allocation;
  private final @Nullable Stripe[] stripes;

  /** The id of the thread that a slot belongs to; 0 if none. Read by all, hardly ever written. */
  private final long[] owners;

  Stripes(int size, Supplier<Stripe> allocation) {
    if (size < 1) {
      throw new IllegalArgumentException("at least one stripe is needed");
    }
    this.allocation = allocation;
    this.stripes = new Stripe[size];
    this.owners = new long[size];
  }

  int size() {
    return stripes.length;
  }

  /** The stripe in a slot; null if it was never written. */
  @Nullable Stripe get(int slot) {
    return (Stripe) STRIPES.getAcquire(stripes, slot);
  }

  /** A stripe that is the caller's until it is released. Waits only if all are busy. */
  Stripe claim() {
    long thread = Thread.currentThread().getId();
    int start = (int) ((((thread * 0x9E3779B97F4A7C15L) >>> 32) * stripes.length) >>> 32);
    int own = ownSlot(thread, start);
    int slot = own < 0 ? start : own;
    while (true) {
      for (int i = 0; i < stripes.length; i++) {
        Stripe stripe = allocated(slot);
        if (stripe.tryClaim()) {
          return stripe;
        }
        slot = slot + 1 == stripes.length ? 0 : slot + 1;
      }
      Thread.onSpinWait();
    }
  }

  private int ownSlot(long thread, int start) {
    int slot = start;
    for (int i = 0; i < owners.length; i++) {
      long owner = (long) OWNERS.getOpaque(owners, slot);
      if (owner == thread || (owner == 0 && OWNERS.compareAndSet(owners, slot, 0L, thread))) {
        return slot;
      }
      slot = slot + 1 == owners.length ? 0 : slot + 1;
    }
    return -1;
  }

  private Stripe allocated(int slot) {
    Stripe stripe = get(slot);
    if (stripe != null) {
      return stripe;
    }
    Stripe mine = allocation.get();
    Stripe first = (Stripe) STRIPES.compareAndExchange(stripes, slot, (Stripe) null, mine);
    return first == null ? mine : first;
  }
}
