# `make plan` makes a rota from the sample tickets; `make test` runs the tests. Both work on a fresh machine that has
# Swift 6.2 or newer; libglpk-dev and zlib1g-dev are installed through apt when they are missing.

SAMPLE ?= helpdesk
TIME_LIMIT ?= 20s
PREFIX ?= /usr/local
SWIFT ?= swift
# Code generation on several threads: the same program in three quarters of the time.
THREADED := -Xswiftc -num-threads -Xswiftc 4
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: zones plan test test-slow bench format lint install libraries build samples clean

plan: build zones
	@rota="$$($(SWIFT) build -c release --show-bin-path)/rota"; \
	project=sample-data/$(SAMPLE); \
	"$$rota" plan "$$project" --time-limit $(TIME_LIMIT) && \
	echo "Open $$project/plans/$$(ls -t $$project/plans | head -n 1)/report.html"

build: libraries
	$(SWIFT) build -c release --product rota $(THREADED)
	$(SWIFT) build -c release --product rota-workbook $(THREADED)

libraries:
	@printf '#include <glpk.h>\n#include <zlib.h>\nint main(void){return 0;}\n' | cc -x c -fsyntax-only - 2>/dev/null || { \
	  echo "Installing libglpk-dev and zlib1g-dev ..."; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libglpk-dev zlib1g-dev; }

# Current clock rules, where the machine's are old.
zones:
	@.ci/zone-rules

test: libraries
	$(SWIFT) test

# Optimised, in a folder of its own: seven times as fast.
OPTIMISED := -c release --scratch-path .build-optimised -Xswiftc -enable-testing $(THREADED)
test-slow: libraries
	$(SWIFT) build $(OPTIMISED) --build-tests
	ROTA_SLOW=1 $(SWIFT) test $(OPTIMISED) --skip-build
	$(SWIFT) test --package-path benchmarks --disable-build-manifest-caching
	Tests/Fuzzing/run.sh 60

bench: libraries
	$(SWIFT) run -c release --package-path benchmarks --disable-build-manifest-caching rota-bench smoke

format:
	$(SWIFT) format -i -r Package.swift Sources Tests benchmarks

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests benchmarks

samples: build
	@rota="$$($(SWIFT) build -c release --show-bin-path)/rota"; \
	for name in helpdesk team contact-centre follow-the-sun; do \
	  rm -rf "sample-data/$$name" && "$$rota" init "sample-data/$$name" --template "$$name"; \
	done

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	for program in rota rota-workbook; do \
	  install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/$$program" "$(DESTDIR)$(PREFIX)/bin/$$program" || exit 1; \
	done
	"$$($(SWIFT) build -c release --show-bin-path)/rota" man > "$(DESTDIR)$(PREFIX)/share/man/man1/rota.1"

clean:
	$(SWIFT) package clean
