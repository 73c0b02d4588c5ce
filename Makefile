# cairn: `make run` starts it, `make test` tests it, `make help` lists the rest.
#
#   FLAVOUR   release (default), asan, coverage, fuzz, analyze: each has its own directory under build/
#   BUILD     another build directory, for working side by side
#   ONLY      with test, check or valgrind: only the tests whose path contains this, as in ONLY=unit/text
#   FSRS_LOG  with bench: a review log (CSV) to measure the optimiser on instead of a learner made up
#   HOMES     with bench and order: a directory for the homes of data, made there once and used again
#   V=1       shows the commands
#
# A changed flag, a new or a deleted source rebuild what they touch; nothing ever needs a clean.

VERSION = 0.1.0
PREFIX = /usr/local
FLAVOUR = release
BUILD = build/$(FLAVOUR)
FUZZ_TIME =
FUZZ_RUNS =
WERROR = -Werror

ifeq ($(origin CC),default)
CC = gcc
endif
ifeq ($(FLAVOUR),fuzz)
CC = clang
endif
Q = $(if $(V),,@)
# One short line for a step; none with V=1, where the command itself shows, or with -s.
SAY = @$(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '  %-4s %s\n')

.DEFAULT_GOAL = all
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules
# As many jobs as processors unless the caller says otherwise; a sub-make shares its parent's.
ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
endif

# --- Layers ------------------------------------------------------------------------------------
# In link order. What a layer may call stands in tests/layers.txt and nowhere else.

LAYERS := cli shell ui app companion exchange content store text study base
comma := ,
space := $(subst ,, )
$(foreach line,$(shell awk '$$1 == "allow" { l = $$2; $$1 = $$2 = ""; gsub(/ +/, ","); \
    print "ALLOW_" l ":=" $$0 }' tests/layers.txt),$(eval $(subst $(comma),$(space),$(line))))

# closure LAYERS -> those layers and all below them, in link order.
reach = $(foreach l,$1,$l $(call reach,$(ALLOW_$l)))
closure = $(filter $(call reach,$1),$(LAYERS))
archives = $(patsubst %,$(BUILD)/lib%.a,$(call closure,$1))
libraries = $(foreach l,$(call closure,$1),$(LIBS_$l))

# --- Libraries ---------------------------------------------------------------------------------

pkg_libs = $(or $(shell pkg-config --libs $1 2>/dev/null),$2)
pkg_cflags = $(shell pkg-config --cflags $1 2>/dev/null)
# library PKG-CONFIG-NAME,NAME -> its archive where the compiler finds one, else the shared library:
# each shared library costs every start some 40 system calls and page faults.
archive = $(filter /%,$(shell $(CC) -print-file-name=lib$1.a 2>/dev/null))
library = $(or $(call archive,$2),$(call pkg_libs,$1,-l$2))
LIBS_base := $(call library,libutf8proc,utf8proc) -lm -pthread
LIBS_text := $(call library,md4c,md4c)
LIBS_content := $(call library,yaml-0.1,yaml)
LIBS_store := $(call library,sqlite3,sqlite3)
LIBS_shell := $(or $(and $(call archive,ncursesw),$(call archive,tinfo),\
    $(call archive,ncursesw) $(call archive,tinfo)),$(call pkg_libs,ncursesw,-lncursesw -ltinfo))
LIBS_cmocka = $(call pkg_libs,cmocka,-lcmocka)
LIBS_vterm = $(call pkg_libs,vterm,-lvterm)
PKG_CFLAGS := $(filter-out -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=%,\
    $(call pkg_cflags,libutf8proc yaml-0.1 sqlite3 ncursesw))

# --- Flags -------------------------------------------------------------------------------------

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
    -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla -Wformat=2 -Wundef \
    -Wpointer-arith -Wcast-qual -Wwrite-strings -Wimplicit-fallthrough $(WERROR)
CPPFLAGS += -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DCAIRN_VERSION='"$(VERSION)"' -Isrc $(PKG_CFLAGS)

# Hardened, because it costs nothing here: a program that opens these libraries and a screen started
# in 5.5 ms with -z now and -fno-plt, in 5.7 ms with either lazy or plain immediate binding, in 5.5 ms
# without PIE, and in 3.5 ms with ncurses alone; what counts is the number of libraries, so none is
# linked that is not needed.
CFLAGS_release = -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fno-plt \
    -ffunction-sections
# gcc judges these two by what its optimiser proves; instrumented code proves less, and they cry wolf.
CFLAGS_asan = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=all -fPIE \
    -Wno-format-truncation -Wno-maybe-uninitialized -Wno-unknown-warning-option
CFLAGS_coverage = -O0 -g --coverage -fprofile-update=atomic -DCAIRN_COVERAGE
CFLAGS_fuzz = -O2 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=all
CFLAGS_analyze = -O2 -fanalyzer
# Relocations take a tenth of the room where the C library knows the short form.
PACKED := $(if $(shell grep -aos GLIBC_ABI_DT_RELR "$$($(CC) -print-file-name=libc.so.6)"),$\
    -Wl$(comma)-z$(comma)pack-relative-relocs)
LDFLAGS_release = -pie -Wl,-O1,--as-needed,-z,relro,-z,now,-z,noseparate-code $(PACKED)
LDFLAGS_asan = -pie -fsanitize=address,undefined
LDFLAGS_coverage = --coverage
LDFLAGS_fuzz = -fsanitize=address,undefined

COMPILE = $(CC) -std=c17 $(CPPFLAGS) $(WARNINGS) $(CFLAGS_$(FLAVOUR)) $(CFLAGS) -MMD -MP
LINK = $(CC) $(CFLAGS_$(FLAVOUR)) $(CFLAGS) $(LDFLAGS_$(FLAVOUR)) $(LDFLAGS)
PREFIX_DATA = -DCAIRN_PREFIX_DATA='"$(PREFIX)/share/cairn"'

# --- Sources -----------------------------------------------------------------------------------

sources = $(sort $(wildcard src/$1/*.c))
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$1)
LAYER_OBJECTS := $(foreach l,$(LAYERS),$(call objects,$(call sources,$l)))

picked = $(if $(ONLY),$(foreach t,$1,$(if $(findstring $(ONLY),$t),$t)),$1)
test_programs = $(patsubst %.c,$(BUILD)/%,$(call picked,$(sort $(wildcard $1))))
UNIT_TESTS := $(call test_programs,tests/unit/*/test_*.c)
SCREEN_TESTS := $(call test_programs,tests/screen/test_*.c)
PTY_TESTS := $(call test_programs,tests/pty/test_*.c)
PROPERTY_TESTS := $(call test_programs,tests/property/test_*.c)
FAULT_TESTS := $(call test_programs,tests/fault/test_*.c)
CLI_TESTS := $(filter-out tests/cli/lib.sh,$(call picked,$(sort $(wildcard tests/cli/*.sh))))
# Each directory is a test (not under sanitisers: nearly all of it is Python); those with a file of the packages they need are for test-projects.
PROJECTS := $(call picked,$(sort $(patsubst %/reference,%,$(wildcard tests/projects/*/reference))))
PLAIN_PROJECTS := $(foreach p,$(PROJECTS),$(if $(wildcard $p/needs),,$p))
OTHER_PROJECTS := $(filter-out $(PLAIN_PROJECTS),$(PROJECTS))
FUZZERS := $(call test_programs,tests/fuzz/fuzz_*.c)
REPLAYS := $(patsubst $(BUILD)/tests/fuzz/fuzz_%,$(BUILD)/tests/fuzz/replay_%,$(FUZZERS))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/*.c)))
PAGES := $(if $(wildcard man/cairn.1.in),$(BUILD)/man/cairn.1) \
    $(if $(wildcard man/cairn-content.5),$(BUILD)/man/cairn-content.5)
BENCH_COMMON := $(sort $(wildcard tests/bench/common/*.c))
SUPPORT := $(sort $(wildcard tests/support/*.c))
# The long ones first, so that two at a time end together.
C_TESTS := $(FAULT_TESTS) $(PROPERTY_TESTS) $(UNIT_TESTS) $(SCREEN_TESTS) $(PTY_TESTS)

# --- Building ----------------------------------------------------------------------------------

.PHONY: all
all: $(BUILD)/cairn man ## build the program and its manual pages

# Remembers a text; its file changes only when the text does, and then what depends on it follows.
define stamp
$(BUILD)/$1: FORCE
	@mkdir -p $$(@D)
	@printf '%s\n' '$(subst ','\'',$2)' | cmp -s - $$@ || printf '%s\n' '$(subst ','\'',$2)' >$$@
endef
$(eval $(call stamp,flags,$(COMPILE) $(LINK)))
$(eval $(call stamp,prefix,$(PREFIX)))
$(eval $(call stamp,sources,$(LAYER_OBJECTS) $(SUPPORT) $(BENCH_COMMON)))
.PHONY: FORCE
FORCE:

$(BUILD)/obj/src/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(COMPILE) $(EXTRA) $(EXTRA_$(FLAVOUR)) -c -o $@ $<
EXTRA_coverage = -include tests/support/coverage.h

# Only the file that looks for the installed data is told the prefix.
$(BUILD)/obj/src/base/paths.o: private EXTRA = $(PREFIX_DATA)
$(BUILD)/obj/src/base/paths.o: $(BUILD)/prefix

$(BUILD)/obj/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(COMPILE) -Itests -c -o $@ $<

define archive
$(BUILD)/lib$1.a: $(call objects,$(call sources,$1)) $(BUILD)/sources
	$$(SAY) AR $$@
	$$(Q)rm -f $$@ && ar rcs $$@ $(call objects,$(call sources,$1))
endef
$(foreach l,$(LAYERS),$(eval $(call archive,$l)))

# What a start and a look around run is a tenth of the program and lies in all its parts; a page that is used
# brings in the 64 KB around it. So GNU's linker puts it together, which saves a megabyte of memory.
ORDER_release := $(if $(findstring GNU ld,$(shell $(CC) -Wl,--version 2>/dev/null)),$(BUILD)/start.ld)
ORDER = $(ORDER_$(FLAVOUR))
$(BUILD)/start.ld: src/start.order Makefile
	@mkdir -p $(@D)
	$(Q){ echo 'SECTIONS { .text.start : {'; \
	    sed '/^#/d; s/.*/*(.text.& .text.&.*)/' $<; \
	    echo '*libncursesw.a:*(.text .text.*) *libtinfo.a:*(.text .text.*)'; \
	    echo '*libutf8proc.a:*(.text .text.*)'; \
	    echo '} } INSERT BEFORE .text;'; } >$@

.PHONY: order
order: ## ask the running program which functions a start needs (with HOMES of make bench)
	$(Q)$(MAKE) --no-print-directory BUILD=build/unordered ORDER= build/unordered/cairn
	@mkdir -p $(BUILD)
	$(Q)tests/bench/order '$(abspath build/unordered/cairn)' '$(HOMES)' >$(BUILD)/order
	$(Q){ sed -n '/^#/p' src/start.order; cat $(BUILD)/order; } >$(BUILD)/start.order
	$(Q)mv $(BUILD)/start.order src/start.order

# Copied as when it is installed: what a linker writes lies in memory in small pieces, from which a
# program starts a twentieth slower.
$(BUILD)/cairn: $(BUILD)/obj/src/main.o $(call archives,$(LAYERS)) $(ORDER)
	$(SAY) LD $@
	$(Q)$(LINK) $(addprefix -Wl$(comma)-T$(comma),$(ORDER)) -o $@.linked $(filter-out $(ORDER),$^) \
	    $(call libraries,$(LAYERS))
	$(Q)cp $@.linked $@.whole && mv $@.whole $@ && rm $@.linked

$(BUILD)/libsupport.a: $(call objects,$(SUPPORT)) $(BUILD)/sources
	$(SAY) AR $@
	$(Q)rm -f $@ && ar rcs $@ $(call objects,$(SUPPORT))

$(BUILD)/libbench.a: $(call objects,$(BENCH_COMMON)) $(BUILD)/sources
	$(SAY) AR $@
	$(Q)rm -f $@ && ar rcs $@ $(call objects,$(BENCH_COMMON))

# --- Tests -------------------------------------------------------------------------------------
# test_link PROGRAM, LAYERS, support archive or nothing, further libraries

define test_link
$1: $(patsubst $(BUILD)/%,$(BUILD)/obj/%.o,$1) $3 $(call archives,$2)
	@mkdir -p $$(@D)
	$$(SAY) LD $$@
	$$(Q)$$(LINK) -o $$@ $$^ $4 $$(call libraries,$2)
endef
layer_of = $(patsubst $(BUILD)/tests/unit/%/,%,$(dir $1))
$(foreach t,$(UNIT_TESTS),$(eval $(call test_link,$t,$(call layer_of,$t),,$$(LIBS_cmocka))))
$(foreach t,$(SCREEN_TESTS),$(eval $(call test_link,$t,ui,$(BUILD)/libsupport.a,$$(LIBS_cmocka))))
$(foreach t,$(PTY_TESTS),$(eval \
    $(call test_link,$t,shell,$(BUILD)/libsupport.a,$$(LIBS_vterm) $$(LIBS_cmocka))))
$(foreach t,$(PROPERTY_TESTS) $(FAULT_TESTS),$(eval \
    $(call test_link,$t,$(LAYERS),$(BUILD)/libsupport.a,$$(LIBS_cmocka))))


# A fuzz target twice: replaying stored inputs (any compiler), and searching for new ones (clang).
LIBS_all = $(call libraries,$(LAYERS))
$(REPLAYS): $(BUILD)/tests/fuzz/replay_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o \
    $(BUILD)/obj/tests/fuzz/replay_main.o $(BUILD)/libsupport.a $(call archives,$(LAYERS))
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(LINK) -o $@ $^ $(LIBS_all) $(LIBS_cmocka)
$(FUZZERS): $(BUILD)/tests/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/libsupport.a \
    $(call archives,$(LAYERS))
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS_all) $(LIBS_cmocka)
$(BENCHES): $(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(BUILD)/libbench.a \
    $(call archives,$(LAYERS))
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(LINK) -o $@ $^ $(LIBS_bench)
LIBS_bench = $(LIBS_all)
$(BUILD)/bench/bench: LIBS_bench = $(LIBS_vterm) $(LIBS_all)
# the minimal program as anybody would build it
$(BUILD)/bench/floor: LIBS_bench = $(call pkg_libs,ncursesw,-lncursesw -ltinfo)

.PHONY: test-programs lint-programs check
test-programs: $(if $(ONLY),$(if $(PTY_TESTS)$(CLI_TESTS)$(PROJECTS),$(BUILD)/cairn),$(BUILD)/cairn) \
    $(C_TESTS) $(REPLAYS)
lint-programs: test-programs $(BENCHES) $(PAGES) \
    $(patsubst $(BUILD)/%,$(BUILD)/obj/%.o,$(FUZZERS))

.PHONY: test
test: ## install what is missing, build and run every test
	$(Q).ci/install-packages test
	$(Q)$(MAKE) --no-print-directory check

check: test-programs
	$(Q)BUILD='$(BUILD)' tests/run $(C_TESTS) $(CLI_TESTS) $(REPLAYS) \
	    $(if $(filter asan,$(FLAVOUR)),,$(PLAIN_PROJECTS))

.PHONY: test-projects check-projects
test-projects: ## the checks of those projects that need NumPy, scikit-learn or PyTorch
	$(Q).ci/install-packages projects
	$(Q)$(MAKE) --no-print-directory check-projects
check-projects: $(BUILD)/cairn
	$(Q)BUILD='$(BUILD)' TEST_TIMEOUT=300 tests/run $(OTHER_PROJECTS)

# Another flavour beside this build: its directory, as the arguments of a sub-make. All build
# directories lie at the same depth, by which the program finds content/ and themes/ in the tree.
flavour = FLAVOUR=$1 BUILD=$(if $(filter command,$(firstword $(origin BUILD))),$(BUILD)-$1,build/$1)

.PHONY: asan
asan: ## every test under the address and undefined-behaviour sanitisers
	$(Q).ci/install-packages test
	$(Q)ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 \
	    UBSAN_OPTIONS=print_stacktrace=1 TEST_TIMEOUT=900 \
	    $(MAKE) --no-print-directory $(call flavour,asan) check

# The program as the end-to-end tests start it here: under valgrind, which ends a run that it finds
# fault with by status 99 and says why in a file of its own, for a child or a killed one as well. What
# is still reachable at the end is no leak: ncurses and the arenas of a run live as long as it does.
.PHONY: valgrind check-valgrind
valgrind: ## the command-line and terminal tests with the program under valgrind, which takes long
	$(Q).ci/install-packages valgrind
	$(Q)$(MAKE) --no-print-directory check-valgrind
check-valgrind: $(BUILD)/cairn $(PTY_TESTS)
	$(Q)rm -rf $(BUILD)/valgrind && mkdir -p $(BUILD)/valgrind/found
	$(Q)printf '#!/bin/sh\nexec %s --log-file=%s/%%p %s "$$@"\n' '$(VALGRIND)' \
	    '$(abspath $(BUILD)/valgrind/found)' '$(abspath $(BUILD)/cairn)' >$(BUILD)/valgrind/cairn
	$(Q)chmod +x $(BUILD)/valgrind/cairn
	$(Q)BUILD='$(BUILD)/valgrind' TEST_TIMEOUT=3600 TEST_VALGRIND=1 tests/run $(CLI_TESTS) $(PTY_TESTS); status=$$?; \
	    find $(BUILD)/valgrind/found -type f -exec cat {} + | grep '^==' && exit 1; exit $$status
VALGRIND = $(shell command -v valgrind) -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
    --errors-for-leak-kinds=definite --suppressions=$(abspath tests/valgrind.supp)

.PHONY: faults
faults: ## faults at every place, and kills by the hundred, of which the tests take a part
	$(Q).ci/install-packages test
	$(Q)CAIRN_FAULTS=all TEST_TIMEOUT=3600 $(MAKE) --no-print-directory check ONLY=fault

.PHONY: coverage coverage-table
coverage: ## every test, then the lines they reached, by file and room; fails below what a room owes
	$(Q).ci/install-packages coverage
	$(Q)$(MAKE) --no-print-directory $(call flavour,coverage) coverage-table
coverage-table: test-programs
	$(Q)find $(BUILD) -name '*.gcda' -delete
	$(Q)$(MAKE) --no-print-directory check
	$(Q)gcovr --root . --filter src/ --object-directory $(BUILD) --print-summary \
	    --txt --csv $(BUILD)/coverage.csv --html-details $(BUILD)/coverage.html $(BUILD)
	$(Q)tests/coverage $(BUILD)/coverage.csv

.PHONY: golden
GOLDEN_TESTS = $(SCREEN_TESTS) $(filter %/test_math_box %/test_plot,$(UNIT_TESTS))
golden: $(BUILD)/cairn $(GOLDEN_TESTS) ## rewrite the golden screens, boxes and plots; review the diff like code
	$(Q)CAIRN_UPDATE_GOLDEN=1 BUILD='$(BUILD)' tests/run $(GOLDEN_TESTS)

# What may fail the run comes last, with the table of all.
.PHONY: bench
bench: $(BUILD)/cairn $(BENCHES) ## speed against a minimal program, with and without years of data; formulas; queue; statistics; scheduler
	$(Q)$(BUILD)/bench/math tests/golden/math/machine-learning.math
	$(Q)$(BUILD)/bench/queue
	$(Q)tests/bench/fsrs-rs '$(BUILD)/fsrs-rs' || true
	$(Q)$(BUILD)/bench/fsrs '$(BUILD)/fsrs-rs' '$(FSRS_LOG)'
	$(Q)place=$(or $(HOMES),$$(mktemp -d '$(BUILD)/homes.XXXXXX')); \
	    CAIRN_BINARY='$(abspath $(BUILD)/cairn)' $(BUILD)/bench/bench "$$place"; status=$$?; \
	    $(BUILD)/bench/stats "$$place/large" || status=1; \
	    $(if $(HOMES),true,rm -rf) "$$place"; exit $$status

.PHONY: fuzz fuzz-run
fuzz: ## search for crashing inputs, a target for FUZZ_TIME seconds (60) or FUZZ_RUNS short inputs
	$(Q).ci/install-packages lint
	$(Q)$(MAKE) --no-print-directory $(call flavour,fuzz) fuzz-run
fuzz-run: $(FUZZERS)
	$(Q)BUILD='$(BUILD)' FUZZ_TIME='$(FUZZ_TIME)' FUZZ_RUNS='$(FUZZ_RUNS)' \
	    tests/fuzz/search $(FUZZERS)

# --- Looking at the source ---------------------------------------------------------------------

.PHONY: lint
lint: ## every static check; fails on any finding
	$(Q).ci/install-packages lint
	$(Q)$(MAKE) --no-print-directory lint-programs
	$(Q)MAKE='$(MAKE)' tests/lint/run $(BUILD) -std=c17 $(CPPFLAGS) $(PREFIX_DATA) -Itests

# Its objects are the proof that a file was found clean, so only what changed is looked at again.
.PHONY: analyze check-analyze
analyze: ## gcc's analyser over the program; fails on any finding
	$(Q).ci/install-packages run
	$(Q)$(MAKE) --no-print-directory $(call flavour,analyze) check-analyze
check-analyze: $(LAYER_OBJECTS) $(BUILD)/obj/src/main.o

.PHONY: format
format: ## lay out every C file by .clang-format
	$(Q)find src tests man -name '*.[ch]' -exec clang-format -i {} +

# --- Manual ------------------------------------------------------------------------------------
# man/generate.c fills the reference sections of cairn(1) from the program's own tables.

.PHONY: man
man: $(PAGES) ## build the manual pages

$(BUILD)/obj/man/%.o: man/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/mangen: $(BUILD)/obj/man/generate.o $(call archives,$(LAYERS))
	$(SAY) LD $@
	$(Q)$(LINK) -o $@ $^ $(call libraries,$(LAYERS))

$(BUILD)/man/cairn.1: man/cairn.1.in $(BUILD)/mangen
	@mkdir -p $(@D)
	$(SAY) MAN $@
	$(Q)$(BUILD)/mangen $< >$@

$(BUILD)/man/cairn-content.5: man/cairn-content.5
	@mkdir -p $(@D)
	$(SAY) MAN $@
	$(Q)cp $< $@

# --- Starting and installing -------------------------------------------------------------------

.PHONY: run
run: ## install what is missing, build and start (ARGS="..." are its arguments)
	$(Q).ci/install-packages run
	$(Q)$(MAKE) --no-print-directory $(BUILD)/cairn
	$(Q)$(BUILD)/cairn $(ARGS)

COMPLETIONS = $(BUILD)/completions/cairn.bash $(BUILD)/completions/cairn.zsh \
    $(BUILD)/completions/cairn.fish
$(COMPLETIONS): $(BUILD)/completions/cairn.%: $(BUILD)/cairn
	@mkdir -p $(@D)
	$(Q)HOME=/nonexistent $(BUILD)/cairn completions $* >$@

SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETION = $(SHARE)/bash-completion/completions/cairn
ZSH_COMPLETION = $(SHARE)/zsh/site-functions/_cairn
FISH_COMPLETION = $(SHARE)/fish/vendor_completions.d/cairn.fish

.PHONY: install
install: all $(COMPLETIONS) ## copy everything under PREFIX (/usr/local), below DESTDIR if given
	install -D -m 755 $(BUILD)/cairn $(DESTDIR)$(PREFIX)/bin/cairn
	rm -rf $(SHARE)/cairn
	install -d $(SHARE)/cairn
	cp -R content themes $(SHARE)/cairn/
	chmod -R u=rwX,go=rX $(SHARE)/cairn
	install -D -m 644 $(BUILD)/man/cairn.1 $(SHARE)/man/man1/cairn.1
	install -D -m 644 $(BUILD)/man/cairn-content.5 $(SHARE)/man/man5/cairn-content.5
	install -D -m 644 $(BUILD)/completions/cairn.bash $(BASH_COMPLETION)
	install -D -m 644 $(BUILD)/completions/cairn.zsh $(ZSH_COMPLETION)
	install -D -m 644 $(BUILD)/completions/cairn.fish $(FISH_COMPLETION)

.PHONY: uninstall
uninstall: ## remove what install copied; nobody's study data
	rm -rf $(SHARE)/cairn
	rm -f $(DESTDIR)$(PREFIX)/bin/cairn $(SHARE)/man/man1/cairn.1 \
	    $(SHARE)/man/man5/cairn-content.5 $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

.PHONY: clean
clean: ## remove the build directory
	rm -rf $(BUILD)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
