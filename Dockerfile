# Not built in CI, which has no registry to pull from. First `mvn -B verify` or `./ml-service --help`, then
#   docker build -t ml-service:0.1.0 .
FROM eclipse-temurin:17-jre
RUN groupadd --gid 10001 ml && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin ml
COPY service/target/lib/ /opt/ml-service/lib/
COPY service/target/ml-service.jar /opt/ml-service/
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080
# Main class: com.nextgen.ml.service.cli.Main, and lib/, both named in the jar's manifest.
ENTRYPOINT ["java", "-Dml.home=/opt/ml-service", "-jar", "/opt/ml-service/ml-service.jar"]
# Listening for others needs to know who may: mount a file of tokens (docs/security.md), or run with other
# arguments, --insecure where something else keeps others away.
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--registry", "/registry", "--tokens", "/run/secrets/ml-service-tokens"]
