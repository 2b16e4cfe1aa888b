package com.nextgen.ml.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

  @Test
  void aRoleForAllModelsIsOneForEach() {
    Grants grants = Grants.of(List.of("read", "predict:price,intent"));
    assertThat(grants.has(Role.READ, null)).isTrue();
    assertThat(grants.has(Role.READ, "other")).isTrue();
    assertThat(grants.has(Role.PREDICT, "price")).isTrue();
    assertThat(grants.has(Role.PREDICT, "intent")).isTrue();
    assertThat(grants.has(Role.PREDICT, "other")).isFalse();
    assertThat(grants.has(Role.PREDICT, null)).isFalse();
  }

  @Test
  void adminIncludesTheOthersAndNoneOfThemAnother() {
    Grants admin = Grants.of(List.of("admin:price"));
    for (Role role : Role.values()) {
      assertThat(admin.has(role, "price")).as(role.code()).isTrue();
      assertThat(admin.has(role, "intent")).as(role.code()).isFalse();
      for (Role other : Role.values()) {
        assertThat(Grants.of(List.of(role.code())).has(other, "price"))
            .isEqualTo(role == other || role == Role.ADMIN);
      }
    }
  }

  @Test
  void rolesForOneModelAdd() {
    Grants grants = Grants.of(List.of("read:price", "predict:price"));
    assertThat(grants.has(Role.READ, "price")).isTrue();
    assertThat(grants.has(Role.PREDICT, "price")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "root", "READ", "read:", "read:a,", "read:a b", "read:*", ":a"})
  void whatIsNoGrantIsRefused(String grant) {
    assertThatThrownBy(() -> Grants.of(List.of(grant)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCallerWithoutAnyRoleIsRefused() {
    assertThatThrownBy(() -> Grants.of(List.of())).hasMessageContaining("at least one role");
  }
}
