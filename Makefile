# 公文办公桌: every way to set up, run and check the program. `make` alone lists them.

# The Python that builds .venv: the first of these that runs and is new enough (a name alone proves nothing,
# a version switcher leaves names behind that do not run). To choose: make run PYTHON=/path/to/python3.12
PYTHON ?= $(eval PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; \
	done))$(PYTHON)
# auto takes uv where it is installed and the venv module elsewhere; pip or uv insists on one.
INSTALLER ?= auto
# A process writes down what it compiled, whatever the desk says: the tests start the program hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
# Processes for the tests (one more than two cores, as some tests wait), and what is tested: make test TESTS=tests/unit
JOBS ?= 3
TESTS ?=
OUT := out

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
VENV_PYTHON := $(BIN)/python
OA := $(BIN)/oa-desktop

# What `make run` starts: the demonstration's window where there is a screen, else the demonstration without one.
START = $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),try,demo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL: # the parts of `make check` come in their order, the tests last
.PHONY: help run try window demo test venv libraries set-up tools check check-format check-lint check-types check-imports \
	check-tests format golden pictures bench bench-large year soak hands real pins clean

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: set-up $(START) ## 安装所需的一切并启动程序（有图形桌面的打开演示单位，没有的运行演示）

try: venv
	@$(OA) window --realm demonstration

window: venv ## 打开窗口；第一次打开时建立正式单位，或者选演示单位
	@$(OA) window

demo: venv ## 用演示数据办理一份公文，产出放在 out/demo
	@rm -rf $(OUT)/demo
	@$(OA) demo --out $(OUT)/demo
	@echo "演示的页面和文件在 $(CURDIR)/$(OUT)/demo："
	@echo "  document.pdf 正式公文    document.docx 可在 WPS 或 Word 中编辑    handling-form.pdf 发文稿纸"
	@echo "  journal.txt 办理记录     archive/ 归档文件    screens/ 每一步的窗口图片"

pictures: demo ## 重新生成 README 和使用说明里的窗口图片（resources/pictures），并把每一页、每个对话框画在 out/screens
	@rm -rf $(OUT)/demo-training
	@$(OA) demo --scenario training --out $(OUT)/demo-training
	@$(VENV_PYTHON) installer/make_pictures.py $(OUT)/demo/screens $(OUT)/demo-training/screens
	@rm -rf $(OUT)/screens
	@SCREENS=$(OUT)/screens QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n $(JOBS) tests/ui/test_every_*.py

test: set-up tools check-tests ## 安装所需的一切并运行全部测试（TESTS=路径 只运行一部分）

venv: $(STAMP) ## 只建立运行环境（.venv/bin/oa-desktop）

$(STAMP): pyproject.toml constraints.txt installer/set_up.py
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11 或更新的版本。请先安装：sudo apt-get install -y python3"; exit 3; }
	@$(PYTHON) installer/set_up.py environment --venv $(VENV) --installer $(INSTALLER)
	@touch $@

libraries: venv ## 检查图形界面需要的系统库（root 时自动安装）
	@$(VENV_PYTHON) installer/set_up.py libraries

set-up: venv libraries

tools: venv
	@$(VENV_PYTHON) installer/set_up.py tools

check: set-up tools check-format check-lint check-types check-imports check-tests ## 格式、规范、类型、分层和测试，与持续集成相同

check-format: venv ## 只检查格式
	$(BIN)/ruff format --check .

check-lint: venv ## 只检查规范
	$(BIN)/ruff check .

check-types: venv ## 只检查类型
	$(BIN)/mypy
	$(BIN)/mypy installer $(wildcard benchmarks/*.py)

check-imports: venv ## 只检查分层
	$(BIN)/lint-imports

check-tests: venv ## 只运行测试
	$(VENV_PYTHON) -m pytest -n $(JOBS) --dist worksteal $(TESTS)

format: venv ## 按统一格式改写代码
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

golden: venv ## 重新生成 tests/golden 的标准件（改动要逐一看过）
	RENEW_GOLDEN=1 $(VENV_PYTHON) -m pytest -q tests -k golden
	$(VENV_PYTHON) -m tests.golden.renew_docx
	$(VENV_PYTHON) -m tests.golden.renew_pages
	$(VENV_PYTHON) -m tests.golden.renew_pixels
	$(VENV_PYTHON) installer/make_help.py

bench: venv ## 速度对比（输出比值）
	@$(VENV_PYTHON) -m benchmarks

bench-large: venv ## 一百万份公文里的待办：一万、十万、一百万份各建一个库来问（约需 25 GB 空间、半小时；KEEP=文件夹 留着再用）
	@$(VENV_PYTHON) -m benchmarks.large $(if $(KEEP),--keep "$(KEEP)")

year: venv ## 归档一年一万份公文：试归档、暂停、停止、接着整理、固化检查、封装（约一小时；BELOW=文件夹 库放在那里）
	@$(VENV_PYTHON) -m benchmarks.whole_year $(if $(BELOW),--below "$(BELOW)")

soak: venv ## 长时间运行与断电演练
	@$(VENV_PYTHON) -m benchmarks.mutants
	@$(VENV_PYTHON) -m benchmarks.soak
	@$(VENV_PYTHON) -m benchmarks.circulation
	@$(VENV_PYTHON) -m benchmarks.union
	@$(VENV_PYTHON) -m benchmarks.tampering
	@$(VENV_PYTHON) -m tests.rigs.numbering --kills 1000

hands: venv ## 从程序外面用鼠标和键盘办完一份公文，每一步的图片放在 out/by-hand（INPUT=fcitx5 或 ibus 改试输入法）
	@$(VENV_PYTHON) -m benchmarks.by_hand --pictures $(OUT)/by-hand $(if $(INPUT),--input $(INPUT))

real: venv ## INPUT=文件夹：把其中每个 .txt、.md 排成 PDF 和 DOCX，放在 out/real，并报告丢失的字
	@test -n "$(INPUT)" || { echo "请指明文件夹，例如：make real INPUT=我的文件"; exit 2; }
	@$(VENV_PYTHON) -m benchmarks.real "$(INPUT)"

pins: ## 按 pyproject.toml 重新生成 constraints.txt（需要 uv）
	@sed -n '/^#/p' constraints.txt > constraints.new
	@uv pip compile --quiet --universal --upgrade --group dev --group bench --no-header --no-annotate pyproject.toml >> constraints.new
	@mv constraints.new constraints.txt

clean: ## 删除产出和缓存（运行环境留着；要重建就再删除 .venv）
	rm -rf $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
