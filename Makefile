# The front door; CMake does the work in build/.  `make demo` and `make test` do all the set-up a fresh Debian 12 needs.
BUILD ?= build
CMAKE ?= $(shell test -x /usr/bin/cmake && echo /usr/bin/cmake || echo cmake)
CMAKE_FLAGS ?=
TESTDATA := $(if $(ATTACHE_TESTDATA),$(ATTACHE_TESTDATA),../shared)

.PHONY: all setup demo test asan mutate fuzz bench score score-pages clean install format lint

all: $(BUILD)/Makefile
	@$(CMAKE) --build $(BUILD) -j$$(nproc) --target program

$(BUILD)/Makefile: CMakeLists.txt
	@$(CMAKE) -S . -B $(BUILD) $(CMAKE_FLAGS) > $(BUILD).log 2>&1 && mv $(BUILD).log $(BUILD)/configure.log || { cat $(BUILD).log; exit 1; }

setup:
	@tools/setup build

demo: setup
	@$(MAKE) --no-print-directory all
	@printf '\n$$ attache brief examples/preview.txt\n\n'
	@$(BUILD)/attache brief --published 2025-06-11 examples/preview.txt
	@printf '\n$$ attache read examples/preview.txt\n\n'
	@$(BUILD)/attache read --published 2025-06-11 examples/preview.txt

test:
	@tools/setup test
	@tools/test

asan:
	@$(CMAKE) -S . -B build-asan -DCMAKE_BUILD_TYPE=Debug -DATTACHE_SANITIZE=ON
	@$(CMAKE) --build build-asan -j$$(nproc) --target program unit fuzzers
	@cd build-asan && ctest --output-on-failure -j$$(nproc)

# Ten thousand damaged inputs under sanitizers (MUTANTS=N); a quarter of an hour.
MUTANTS ?= 10000
mutate:
	@$(CMAKE) -S . -B build-asan -DCMAKE_BUILD_TYPE=Debug -DATTACHE_SANITIZE=ON -DCMAKE_C_FLAGS=-O1
	@$(CMAKE) --build build-asan -j$$(nproc) --target program
	@tools/mutate build-asan/attache $(MUTANTS)

# One minute a target; needs clang.
fuzz:
	@$(CMAKE) -S . -B build-fuzz -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug -DATTACHE_FUZZ=ON -DATTACHE_SANITIZE=ON
	@$(CMAKE) --build build-fuzz -j$$(nproc) --target fuzzers
	@for t in test/fuzz/fuzz_*.c; do n=$$(basename $$t .c); mkdir -p build-fuzz/corpus/$$n; \
	  build-fuzz/$$n -max_total_time=60 -rss_limit_mb=2048 -timeout=10 $$(ls test/fuzz/$${n#fuzz_}.dict 2>/dev/null | sed s/^/-dict=/) build-fuzz/corpus/$$n test/fuzz/corpus/$${n#fuzz_} || exit 1; done

score: all
	@tools/score $(BUILD)/attache $(TESTDATA)

# PEERS=a Python with trafilatura 2.2 sets its figures beside these.
score-pages: all
	@tools/score_pages $(BUILD)/attache $(TESTDATA) --halves $(if $(PEERS),--peers $(PEERS))

bench: all
	@$(CMAKE) --build $(BUILD) -j$$(nproc) --target benches
	@tools/bench $(BUILD) $(TESTDATA)

# docs/codebook.md and docs/record.schema.json from the list of fields.
docs: $(BUILD)/Makefile
	@$(CMAKE) --build $(BUILD) --target docs

# make install, or make install PREFIX=/usr DESTDIR=/tmp/stage
install: $(BUILD)/Makefile
	@$(if $(PREFIX),$(CMAKE) -S . -B $(BUILD) -DCMAKE_INSTALL_PREFIX=$(PREFIX) > /dev/null)
	@$(CMAKE) --build $(BUILD) -j$$(nproc)
	@$(CMAKE) --install $(BUILD)

# build-deb/attache_VERSION_ARCH.deb
deb:
	@tools/setup deb
	@tools/deb

format:
	@clang-format -i $$(git ls-files '*.c' '*.h')

clean:
	@rm -rf build build-asan build-fuzz build-test build-deb
