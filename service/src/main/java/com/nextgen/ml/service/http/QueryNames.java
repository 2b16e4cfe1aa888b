package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that a route does not know: a misspelt one must not be passed over. What
 * a route knows are its arguments, or what its {@link QueryParameters} names.
 */
@Singleton
public final class QueryNames {
  private final Router router;

  QueryNames(Router router) {
    this.router = router;
  }

  /**
   * Looks at the query of a target.
   *
   * @param target a path with a query, as the request has it
   * @return null if each parameter is known and given once, or can be read and there is no such
   *     route
   */
  @Nullable Refusal refusal(String method, String target) {
    QueryStringDecoder query = new QueryStringDecoder(target);
    Map<String, List<String>> given;
    try {
      given = query.parameters();
    } catch (IllegalArgumentException e) {
      return invalid("the query of the address cannot be read: a '%' in it begins no character");
    }
    List<String> known = known(method, query.rawPath());
    if (known == null) {
      return null;
    }
    for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
      String name = parameter.getKey();
      if (!known.contains(name)) {
        return invalid(unknown(name, known));
      }
      if (parameter.getValue().size() > 1) {
        return invalid("'" + name + "' is given more than once");
      }
    }
    return null;
  }

  /**
   * Fails unless each parameter is known and given once, for a route that looks at them itself.
   *
   * @throws HttpProblem 400 that names the one that is not
   */
  public static void need(HttpParameters given, List<String> known) {
    for (String name : given.names()) {
      if (!known.contains(name)) {
        throw HttpProblem.invalid(unknown(name, known));
      }
      if (given.getAll(name).size() > 1) {
        throw HttpProblem.invalid("'" + name + "' is given more than once");
      }
    }
  }

  private static String unknown(String name, List<String> known) {
    return "unknown query parameter '"
        + Messages.quoted(name)
        + "'"
        + UnknownName.known(name, known, "none is taken here");
  }

  private @Nullable List<String> known(String method, String path) {
    Optional<UriRouteMatch<Object, Object>> match =
        router.route(HttpMethod.parse(method.toUpperCase(Locale.ROOT)), path);
    return match
        .map(found -> names(found.getRouteInfo().getTargetMethod().getExecutableMethod()))
        .filter(names -> !names.contains(QueryParameters.OWN))
        .orElse(null);
  }

  private static List<String> names(ExecutableMethod<?, ?> method) {
    List<String> names = new ArrayList<>();
    for (Argument<?> argument : method.getArguments()) {
      if (argument.isAnnotationPresent(QueryValue.class)) {
        names.add(
            argument
                .getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName()));
      }
    }
    names.addAll(Arrays.asList(method.stringValues(QueryParameters.class)));
    return names;
  }

  private static Refusal invalid(String detail) {
    return new Refusal(ErrorCode.INVALID, detail);
  }
}
