# SPDX-License-Identifier: BSD-2-Clause
#
# One Makefile for everything; `make help` lists the targets.
#
# Objects of a variant live in build/VARIANT/ beside nothing of the sources:
# release (what is installed), san (ASan and UBSan, what the tests run on) and
# cov (coverage).  CC=clang builds everything with clang.

.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
# A -j of the command line comes before this one.
MAKEFLAGS += --no-builtin-rules -j$(shell nproc)

ifeq ($(origin CC),default)
CC := gcc
endif
AR      ?= ar
LD      ?= ld
OBJCOPY ?= objcopy
INSTALL ?= install
DESTDIR ?=
PREFIX  ?= /usr/local

VERSION := $(shell sed -n 's/^.define GMS_VERSION "\(.*\)"/\1/p' include/gmemsim.h)
SONAME  := libgmemsim.so.$(firstword $(subst ., ,$(VERSION)))

B := build

CPPFLAGS := -D_GNU_SOURCE -Iinclude -Isim -I.
# A step without locks leaves the fields for them out: { "check", punch_check }.
CFLAGS   := -std=c11 -Wall -Wextra -Wno-missing-field-initializers -Wshadow \
	    -Wstrict-prototypes -Werror
LDLIBS   :=

# Steps are small functions in many files: they are optimised as a whole, with a compiler
# that can make one plain object that way.  The objects hold ordinary code as well, which
# is what the tests link.
PARTIAL  := -flto=auto -flinker-output=nolto-rel -r
LTO      := $(shell echo 'int x;' | $(CC) $(PARTIAL) -x c -o /dev/null - 2>/dev/null && \
	      echo -flto=auto)

# Small structures are set and copied in line: the string instructions that GCC would take
# for them are slow to start.
INLINE   := -mmemset-strategy=unrolled_loop:320:noalign,libcall:-1:noalign \
	    -mmemcpy-strategy=unrolled_loop:320:noalign,libcall:-1:noalign
STRINGS  := $(shell echo 'int x;' | $(CC) $(INLINE) -x c -c -o /dev/null - 2>/dev/null && \
	      echo '$(INLINE)')

FLAGS_release := -O3 -g $(LTO:%=% -ffat-lto-objects) $(STRINGS)
FLAGS_san     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
		 -fno-sanitize-recover=all
FLAGS_cov     := -O0 -g --coverage -fprofile-abs-path
# Comparisons are not traced: that would take longer than all the rest.
FUZZER        := -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
FLAGS_fuzz    := $(FLAGS_san) $(FUZZER)
# The same without sanitizers, for the number of executions.
FLAGS_quick   := -O2 -g $(FUZZER)
VARIANTS      := release san cov fuzz quick
# libFuzzer is clang's.
CC_fuzz       := clang
CC_quick      := clang
CC_of          = $(or $(CC_$(1)),$(CC))

# ---- What there is to build ------------------------------------------------

SIM      := $(sort $(wildcard sim/*.c sim/*/*.c))
SCENARIO := $(sort $(wildcard scenario/*.c))
MODEL    := $(sort $(wildcard model/*.c))
KVM      := $(sort $(wildcard kvm/*.c))
CLI      := $(sort $(wildcard cli/*.c))
BENCH    := $(sort $(wildcard bench/*.c))
TARGETS  := $(sort $(wildcard fuzz/fuzz_*.c))
REPLAY   := fuzz/replay.c
SEEDS    := fuzz/seeds.c
FUZZ     := $(filter-out $(TARGETS) $(REPLAY) $(SEEDS),$(sort $(wildcard fuzz/*.c)))
TESTS    := $(sort $(wildcard tests/test_*.c))
SUPPORT  := $(filter-out $(TESTS),$(sort $(wildcard tests/*.c)))
# The second opinions on page tables, which the fuzz targets ask as well.
WALKS    := $(filter-out $(TESTS),$(sort $(wildcard tests/*walk_arm64.c tests/*walk_x86.c)))
OUTER    := $(SCENARIO) $(MODEL) $(KVM)
# Everything that a test may call.
INNER    := $(SIM) $(OUTER)
VM       := $(sort $(wildcard vm/*.c))
C_FILES  := $(INNER) $(CLI) $(VM) $(BENCH) $(FUZZ) $(TARGETS) $(REPLAY) $(SEEDS) $(TESTS) $(SUPPORT)
H_FILES  := $(sort $(wildcard include/*.h sim/*.h sim/*/*.h scenario/*.h model/*.h kvm/*.h \
			      cli/*.h bench/*.h fuzz/*.h tests/*.h))

# ---- What has to be installed before anything is compiled --------------------

# Targets for people who work on gmemsim install what is missing; those that
# only build and install the product say what is missing and stop.
NEEDS_run      := build
NEEDS_bench    := build
NEEDS_bench-explore := build spin
NEEDS_check    := build test
NEEDS_sanitize := build test
NEEDS_test     := build test lint
NEEDS_lint     := lint build test
NEEDS_coverage := build test coverage
NEEDS_conformance := build test
NEEDS_fuzz     := build fuzz
NEEDS := $(sort $(foreach goal,$(MAKECMDGOALS),$(NEEDS_$(goal))))

.PHONY: deps
deps:
	@CC='$(CC)' tools/install-deps.sh $(if $(NEEDS),$(NEEDS),--check build)

define newline


endef

comma := ,

# ---- Rules of one variant ----------------------------------------------------

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' $(1) $@)

# $(1): variant, $(2): sources
objects = $(patsubst %.c,$(B)/$(1)/%.o,$(2))
test_programs = $(patsubst %.c,$(B)/$(1)/%,$(TESTS))

define variant
# A change of compiler or flags makes every object out of date.
$(B)/$(1)/flags: FORCE | deps
	@mkdir -p $$(@D)
	@echo '$(call CC_of,$(1)) $$(CPPFLAGS) $$(CFLAGS) $$(FLAGS_$(1))' | cmp -s - $$@ || \
		echo '$(call CC_of,$(1)) $$(CPPFLAGS) $$(CFLAGS) $$(FLAGS_$(1))' > $$@

# The library exports what the public header marks, and can be shared.
$(B)/$(1)/sim/%.o: EXTRA := -fPIC -fvisibility=hidden

$(B)/$(1)/%.o: %.c $(B)/$(1)/flags | deps
	@mkdir -p $$(@D)
	$$(call say,CC)
	$$(Q)$(call CC_of,$(1)) $$(CPPFLAGS) $$(CFLAGS) $$(FLAGS_$(1)) $$(EXTRA) -MMD -MP -c -o $$@ $$<

$(B)/$(1)/bug_files.o $(B)/$(1)/export_runtime.o: $(B)/$(1)/%.o: $(B)/%.c $(B)/$(1)/flags
	$$(call say,CC)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(CFLAGS) $$(FLAGS_$(1)) -c -o $$@ $$<

$(B)/$(1)/tests/test_%: $(B)/$(1)/tests/test_%.o $(call objects,$(1),$(SUPPORT) $(FUZZ) $(INNER))
	$$(call say,LINK)
	$$(Q)$$(CC) $$(FLAGS_$(1)) -fno-lto $$(LINK) -o $$@ $$^ -lcmocka $$(LDLIBS)

# Its allocations go through the test, which makes them fail.
$(B)/$(1)/tests/test_scenario_memory: LINK := $(foreach f,malloc calloc realloc strdup,-Wl$(comma)--wrap=$(f))

-include $(patsubst %.o,%.d,$(call objects,$(1),$(C_FILES)))
endef

# What looks at the world is no news to a fuzzer, however it looks; a parser's comparisons are.
define fuzzed
$(B)/$(1)/model/%.o $(B)/$(1)/sim/observe%.o: EXTRA := -fno-sanitize=fuzzer-no-link
$(B)/$(1)/scenario/%.o: EXTRA := -fsanitize-coverage=trace-cmp
endef
$(foreach v,fuzz quick,$(eval $(call fuzzed,$(v))))

$(foreach v,$(VARIANTS),$(eval $(call variant,$(v))))

# The scenarios of the catalogue of bugs are part of the command.
$(B)/bug_files.c: tools/embed.sh $(sort $(wildcard tests/bugs/*.gms))
	@mkdir -p $(@D)
	$(Q)tools/embed.sh $(filter %.gms,$^) > $@

# What stands before an exported program.
EXPORT := cli/export/runtime.c

$(B)/export_runtime.c: tools/embed-text.sh $(EXPORT)
	@mkdir -p $(@D)
	$(Q)tools/embed-text.sh cli/export.h export_runtime $(EXPORT) > $@

$(B)/san/gmemsim $(B)/cov/gmemsim: $(B)/%/gmemsim:
	$(call say,LINK)
	$(Q)$(CC) $(FLAGS_$*) -o $@ $^ $(LDLIBS)
$(B)/san/gmemsim: $(call objects,san,$(CLI) $(FUZZ) $(INNER)) $(B)/san/bug_files.o $(B)/san/export_runtime.o
$(B)/cov/gmemsim: $(call objects,cov,$(CLI) $(FUZZ) $(INNER)) $(B)/cov/bug_files.o $(B)/cov/export_runtime.o

.SECONDARY:
.PHONY: FORCE
FORCE:

# ---- The product ---------------------------------------------------------------

PRODUCT := $(B)/gmemsim $(B)/libgmemsim.a $(B)/libgmemsim.so $(B)/gmemsim.1 $(B)/gmemsim.pc

# The mechanism as one object, which is optimised as a whole, once for all that is
# linked with it.
$(B)/release/mechanism.o: $(call objects,release,$(SIM))
	$(call say,LD)
	$(Q)$(if $(LTO),$(CC) $(FLAGS_release) $(PARTIAL),$(LD) -r) -o $@ $^

# An archive cannot hide what its members share with each other, one object can.
$(B)/release/libgmemsim.o: $(B)/release/mechanism.o
	$(Q)$(OBJCOPY) --localize-hidden $< $@

$(B)/libgmemsim.a: $(B)/release/libgmemsim.o
	$(call say,AR)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/libgmemsim.so: $(B)/release/mechanism.o
	$(call say,LINK)
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs -o $@ $^ $(LDLIBS)

$(B)/gmemsim: $(call objects,release,$(CLI) $(FUZZ) $(OUTER)) $(B)/release/bug_files.o $(B)/release/export_runtime.o \
	      $(B)/release/mechanism.o
	$(call say,LINK)
	$(Q)$(CC) -fno-lto -o $@ $^ $(LDLIBS)

# Programs for a machine that has nothing else: tools/conform-vm.sh.
$(B)/static/x86/gmemsim: $(call objects,release,$(CLI) $(FUZZ) $(OUTER)) $(B)/release/bug_files.o \
			 $(B)/release/export_runtime.o $(B)/release/mechanism.o
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) -static -fno-lto -o $@ $^ $(LDLIBS)

$(B)/static/x86/init: $(call objects,release,vm/init.c)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) -static -fno-lto -o $@ $^

$(B)/gmemsim.1: $(B)/gmemsim
	$(call say,MAN)
	$(Q)$< help --man > $@

$(B)/gmemsim.pc: tools/gmemsim.pc.in include/gmemsim.h $(B)/prefix
	$(Q)sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' $< > $@

$(B)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(B)/bench: $(call objects,release,$(BENCH) $(FUZZ) $(OUTER)) $(B)/release/mechanism.o
	$(call say,LINK)
	$(Q)$(CC) -fno-lto -o $@ $^ $(LDLIBS)

# Each target with libFuzzer, and as a program that replays inputs.
FUZZERS  := $(TARGETS:fuzz/%.c=$(B)/fuzz/%)
REPLAYS  := $(TARGETS:fuzz/fuzz_%.c=$(B)/fuzz/replay_%)

$(FUZZERS): $(B)/fuzz/%: $(B)/fuzz/fuzz/%.o $(call objects,fuzz,$(FUZZ) $(WALKS) $(INNER))
	$(call say,LINK)
	$(Q)$(CC_fuzz) $(FLAGS_san) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

QUICK    := $(TARGETS:fuzz/%.c=$(B)/quick/%)
$(QUICK): $(B)/quick/%: $(B)/quick/fuzz/%.o $(call objects,quick,$(FUZZ) $(WALKS) $(INNER))
	$(call say,LINK)
	$(Q)$(CC_quick) $(FLAGS_quick) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(REPLAYS): $(B)/fuzz/replay_%: $(B)/san/fuzz/fuzz_%.o $(call objects,san,$(REPLAY) $(FUZZ) $(WALKS) $(INNER))
	$(call say,LINK)
	$(Q)$(CC) $(FLAGS_san) -o $@ $^ $(LDLIBS)

# Corpora count as well, where there are any.
COVERED  := $(TARGETS:fuzz/fuzz_%.c=$(B)/cov/replay_%)
$(COVERED): $(B)/cov/replay_%: $(B)/cov/fuzz/fuzz_%.o $(call objects,cov,$(REPLAY) $(FUZZ) $(WALKS) $(INNER))
	$(call say,LINK)
	$(Q)$(CC) $(FLAGS_cov) -o $@ $^ $(LDLIBS)

# What corpora begin with: every scenario, as an input of each target.
SCENARIOS := $(sort $(wildcard examples/*.gms tests/scenarios/*.gms tests/bugs/*.gms \
	      tests/conformance/*.gms))

$(B)/fuzz/make_seeds: $(call objects,san,$(SEEDS) $(FUZZ) $(INNER))
	$(call say,LINK)
	$(Q)$(CC) $(FLAGS_san) -o $@ $^ $(LDLIBS)

$(B)/fuzz/seeds: $(B)/fuzz/make_seeds $(SCENARIOS)
	$(call say,SEEDS)
	$(Q)rm -rf $@
	$(Q)$< $@ $(SCENARIOS)

# ---- Targets ---------------------------------------------------------------------

.PHONY: all run test check sanitize lint format conformance coverage bench bench-explore fuzz install clean help

##all: the command, the library (static and shared) and the man page (the default)
all: $(PRODUCT)

##run: run the best example, with every decision explained; installs what is missing
run: $(B)/gmemsim
	@echo 'gmemsim run --explain $(EXAMPLE)'
	@$(B)/gmemsim run --explain $(EXAMPLE)
EXAMPLE ?= examples/18-a-fault-races-with-a-hole.gms

##test: everything: all tests and scenarios with ASan and UBSan, then lint; installs what is missing
test: $(PRODUCT) $(B)/bench $(B)/stage $(B)/san/gmemsim $(call test_programs,san)
	@tools/test.sh $(B) $(call test_programs,san)

##check: the fast tests only, quietly, on the optimised build
check: $(PRODUCT) $(call test_programs,release)
	@tools/run-tests.sh --quiet --fast $(B)/release $(B)/gmemsim $(call test_programs,release)

##sanitize: all tests and scenarios with ASan and UBSan, without lint
sanitize: $(PRODUCT) $(B)/stage $(B)/san/gmemsim $(call test_programs,san)
	@tools/run-tests.sh $(B)/san $(B)/san/gmemsim $(call test_programs,san)

##lint: clang-format, cppcheck, clang-tidy and the man page
lint: $(B)/gmemsim.1 | deps
	@tools/lint.sh $(B)

##format: rewrite the sources the way lint wants them
format:
	@clang-format -i $(C_FILES) $(H_FILES) $(EXPORT)

##conformance: each measured case: agrees, differs or not expressible, and totals; MEASURED=FILES looks for cases left out
conformance: $(B)/gmemsim
	@GMEMSIM=$(B)/gmemsim tools/conformance-report.sh $(MEASURED)

##coverage: lines and branches that tests, scenarios and the fuzzers' corpora cover: HTML in build/cov/html, a summary, rules not hit
coverage: $(B)/cov/gmemsim $(COVERED) $(B)/gmemsim $(B)/stage $(call test_programs,cov)
	@tools/coverage.sh $(B) $(call test_programs,cov)

##fuzz: build every fuzz target and run each for DURATION (60) seconds; corpora and findings in build/fuzz
fuzz: $(FUZZERS) $(REPLAYS) $(B)/fuzz/seeds
	@tools/fuzz.sh $(B)/fuzz $(notdir $(FUZZERS))

##bench: measure, beside what the real kernel was measured to take
bench: $(B)/bench
	@$(B)/bench

##bench-explore: the explorer beside SPIN on a model of the same protocol; installs what is missing
bench-explore: $(B)/gmemsim | deps
	@CC='$(CC)' tools/bench-explore.sh $(B)/gmemsim $(sort $(wildcard bench/explore/*.gms))

##install: command, library, header, pkg-config file and man page, under DESTDIR and PREFIX
install: $(PRODUCT)
	$(call install_under,$(DESTDIR)$(PREFIX))

# $(1): folder
define install_under
$(INSTALL) -d $(1)/bin $(1)/include $(1)/lib/pkgconfig $(1)/share/man/man1
$(INSTALL) -m 755 $(B)/gmemsim $(1)/bin/gmemsim
$(INSTALL) -m 644 include/gmemsim.h $(1)/include/gmemsim.h
$(INSTALL) -m 644 $(B)/libgmemsim.a $(1)/lib/libgmemsim.a
$(INSTALL) -m 755 $(B)/libgmemsim.so $(1)/lib/libgmemsim.so.$(VERSION)
ln -sf libgmemsim.so.$(VERSION) $(1)/lib/$(SONAME)
ln -sf $(SONAME) $(1)/lib/libgmemsim.so
$(INSTALL) -m 644 $(B)/gmemsim.pc $(1)/lib/pkgconfig/gmemsim.pc
$(INSTALL) -m 644 $(B)/gmemsim.1 $(1)/share/man/man1/gmemsim.1
endef

# An installation for the tests.
$(B)/stage: $(PRODUCT) include/gmemsim.h
	@rm -rf $@
	@{ $(subst $(newline), && ,$(call install_under,$@)); } && touch $@

##clean: remove everything that was built
clean:
	rm -rf $(B)

##help: this list
help:
	@sed -n 's/^##\([a-z-]*\): \(.*\)/  \1\t\2/p' Makefile | expand -t 16
