package com.nextgen.ml.service.http.health;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The event loops of the port that takes requests: {@code application.yml} names them. */
@Factory
final class EventLoops {
  private static final String NAME = "inference";
  private static final String COUNT = "micronaut.netty.event-loops.default.num-threads";

  @Singleton
  LiveLoops live() {
    return new LiveLoops();
  }

  /**
   * @param loops how many; 0 for one a core
   */
  @Singleton
  @Named(NAME)
  @Bean(typed = EventLoopGroup.class, preDestroy = "shutdownGracefully")
  MultiThreadIoEventLoopGroup group(
      LiveLoops live, @Property(name = COUNT, defaultValue = "0") int loops) {
    int count = loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    return new MultiThreadIoEventLoopGroup(
        count,
        new ThreadPerTaskExecutor(new DefaultThreadFactory("event-loop", true)),
        live,
        NioIoHandler.newFactory());
  }
}
