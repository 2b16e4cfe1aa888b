package com.nextgen.ml.service.http;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what takes long or waits for storage: scrapes, reports, changes of the registry. */
@Factory
final class ReportThreads {
  private static final int THREADS = 2;
  private static final int WAITING = 64;

  /** Refuses work when its queue is full; the caller gets 503. */
  @Singleton
  @Named(Answers.REPORTS)
  @Bean(preDestroy = "shutdown")
  ExecutorService executor() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING),
        work -> {
          Thread thread = new Thread(work, Answers.REPORTS + "-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
