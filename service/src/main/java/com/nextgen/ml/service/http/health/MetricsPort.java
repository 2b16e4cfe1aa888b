package com.nextgen.ml.service.http.health;

import com.nextgen.ml.service.http.AccessGate;
import com.nextgen.ml.service.http.AllowedHosts;
import com.nextgen.ml.service.http.QueryNames;
import com.nextgen.ml.service.http.RequestRules;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.metrics.MetricsPage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A port for probes and scrapes alone, with an event loop of its own: whatever holds the event
 * loops that take requests, it answers.
 */
@Singleton
public final class MetricsPort {
  private static final int MAX_BODY = 1_024;
  private static final int IDLE_SECONDS = 60;

  private final HealthRoutes health;
  private final MetricsPage page;
  private final ExecutorService scrapes;
  private final AllowedHosts hosts;
  private final Provider<QueryNames> queries;
  private final @Nullable AccessGate gate;
  private @Nullable EventLoopGroup loop;

  MetricsPort(
      HealthRoutes health,
      MetricsPage page,
      @Named(Responses.SCRAPES) ExecutorService scrapes,
      AllowedHosts hosts,
      Provider<QueryNames> queries,
      @Nullable AccessGate gate) {
    this.health = health;
    this.page = page;
    this.scrapes = scrapes;
    this.hosts = hosts;
    this.queries = queries;
    this.gate = gate;
  }

  /**
   * Listens.
   *
   * @param port 0 for any
   * @return the port it got
   * @throws IOException if it cannot be had
   */
  public int open(String host, int port) throws IOException {
    EventLoopGroup made =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("metrics-port", true), NioIoHandler.newFactory());
    loop = made;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(made)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpServerKeepAliveHandler())
                        .addLast(new HttpObjectAggregator(MAX_BODY))
                        .addLast(
                            new MetricsPortHandler(
                                health, page, scrapes, new RequestRules(hosts, queries, gate)));
                  }
                })
            .bind(host, port)
            .awaitUninterruptibly();
    Channel channel = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Listens no more. */
  @PreDestroy
  public void close() {
    if (loop != null) {
      var unused = loop.shutdownGracefully();
      loop = null;
    }
  }
}
