package com.nextgen.ml.service.http;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what must not run on an event loop. They are several kinds, because what waits for a
 * database that does not answer, or for a body that comes slowly, waits for a minute: scrapes and
 * rollbacks must not wait with it.
 */
@Factory
final class ReportThreads {
  private static final int THREADS = 2;

  /** More than versions are loaded at a time: of one that hangs, other models' do not wait. */
  private static final int PROMOTIONS = 8;

  private static final int WAITING = 64;

  @Singleton
  @Named(Responses.REPORTS)
  @Bean(preDestroy = "shutdown")
  ExecutorService reports() {
    return executor(Responses.REPORTS, THREADS);
  }

  /** None waits: a body that nobody reads would not arrive. */
  @Singleton
  @Named(Responses.UPLOADS)
  @Bean(preDestroy = "shutdown")
  ExecutorService uploads(HttpSettings settings) {
    return executor(Responses.UPLOADS, settings.uploads(), new SynchronousQueue<>());
  }

  @Singleton
  @Named(Responses.MODELS)
  @Bean(preDestroy = "shutdown")
  ExecutorService models() {
    return executor(Responses.MODELS, THREADS);
  }

  @Singleton
  @Named(Responses.PROMOTIONS)
  @Bean(preDestroy = "shutdown")
  ExecutorService promotions() {
    return executor(Responses.PROMOTIONS, PROMOTIONS);
  }

  @Singleton
  @Named(Responses.SCRAPES)
  @Bean(preDestroy = "shutdown")
  ExecutorService scrapes() {
    return executor(Responses.SCRAPES, 1);
  }

  /** Refuses work when its queue is full; the caller gets 503. */
  private static ExecutorService executor(String name, int threads) {
    return executor(name, threads, new ArrayBlockingQueue<>(WAITING));
  }

  private static ExecutorService executor(
      String name, int threads, BlockingQueue<Runnable> waiting) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        waiting,
        work -> {
          Thread thread = new Thread(work, name + "-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
