"""Builds the page and starts its server on this machine.

Must never judge a text itself, share the page beyond its host, or let Gradio keep what was typed.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from voicekit.config import Settings
from voicekit.desk import rewrite_view, view
from voicekit.desk.guard import Guard
from voicekit.desk.handlers import Desk
from voicekit.desk.rewriting import Rewriting
from voicekit.desk.words import LANGUAGE_NAMES, LANGUAGES, say
from voicekit.errors import ConfigError

HERE = Path(__file__).parent
# The template names no value on purpose: Gradio evaluates what a template makes as JavaScript, so a draft that
# holds ${...} would run, with Handlebars braces too. `page.js` puts in the HTML that `view` has escaped.
SLOT = '<div class="vk-slot"></div>'
MOUNT = "voicekit.mount(element, props, watch)"
READING = "voicekit.mountReading(props, watch)"
REWRITE = "voicekit.rewrite.mount(element, props, watch)"
SCRIPTS = ("page.js", "rewrite.js")
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
AT_ONCE = 8
"""Rewrites that are under way at the same time; one more waits, and holds up no check."""
READY = "voicekit desk: "


def _slot(value: str, name: str, mount: str = MOUNT) -> gr.HTML:
    return gr.HTML(value, html_template=SLOT, js_on_load=mount, apply_default_css=False, elem_id=f"vk-{name}")


def _heading(line: str) -> str:
    return f'<h1>voicekit</h1><p class="vk-tagline">{view.esc(line)}</p>'


def _title(key: str, ui: str) -> str:
    return f"<h2>{view.esc(say(key, ui))}</h2>"


def _visibilities(ui: str) -> list[tuple[str, str]]:
    keys = (("vis_channel", ""), ("vis_public", "public"), ("vis_private", "private"))
    return [(say(key, ui), value) for key, value in keys]


def _theme() -> gr.themes.Base:
    """System fonts only: a web font would be a request to another machine."""
    return gr.themes.Base(
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
        text_size=gr.themes.sizes.text_md,
        radius_size=gr.themes.sizes.radius_md,
    )


def build(settings: Settings) -> gr.Blocks:
    """The page with the first sample loaded and checked. VoicekitError where the guideline cannot be used."""
    desk = Desk(settings)
    rewriting = Rewriting(desk)
    ui0 = settings.ui if settings.ui in LANGUAGES else "en"
    desk.warm(settings.brand)
    name0 = desk.first_sample(ui0)
    start = desk.sample(name0, ui0)
    seen = desk.check(ui0, name0, start.brand, start.channel, start.visibility, start.thread, start.draft)

    page: gr.Blocks
    with gr.Blocks(title="voicekit", analytics_enabled=False, fill_width=True) as page:
        with gr.Row(elem_id="vk-top"):
            heading = _slot(_heading(rewriting.tagline(ui0)), "heading")
            ui = gr.Dropdown(
                [(LANGUAGE_NAMES[code], code) for code in LANGUAGES],
                value=ui0,
                label=say("ui", ui0),
                filterable=False,
                elem_id="vk-ui",
                scale=0,
                min_width=150,
            )
        verdict = _slot(seen.verdict, "verdict")
        with gr.Row(elem_id="vk-main"):
            with gr.Column(elem_id="vk-left", min_width=320, scale=5):
                title = _slot(_title("conversation", ui0), "conversation")
                with gr.Row(elem_id="vk-pickers"):
                    sample = gr.Dropdown(
                        desk.names(ui0),
                        value=name0,
                        label=say("sample", ui0),
                        filterable=False,
                        elem_id="vk-sample",
                    )
                    brand = gr.Dropdown(
                        desk.brands(),
                        value=start.brand,
                        label=say("brand", ui0),
                        filterable=False,
                        elem_id="vk-brand",
                    )
                    channel = gr.Dropdown(
                        desk.channels(start.brand, ui0),
                        value=start.channel,
                        label=say("channel", ui0),
                        filterable=False,
                        elem_id="vk-channel",
                    )
                visibility = gr.Radio(
                    _visibilities(ui0),
                    value=start.visibility,
                    label=say("visibility", ui0),
                    elem_id="vk-visibility",
                )
                said = gr.Textbox(
                    start.thread,
                    label=say("thread", ui0),
                    info=say("thread_help", ui0),
                    lines=5,
                    max_lines=12,
                    elem_id="vk-thread",
                )
                known = _slot(seen.known, "known")
                kept = _slot("", "kept")
                draft = gr.Textbox(
                    start.draft,
                    label=say("draft", ui0),
                    info=say("draft_help", ui0),
                    lines=7,
                    max_lines=18,
                    elem_id="vk-draft",
                    buttons=["copy"],
                )
                bar, answer = _slot(rewrite_view.bar(ui0), "rewrite-bar"), _slot("", "rewrite", REWRITE)
            with gr.Column(elem_id="vk-right", min_width=320, scale=7):
                panel = _slot(seen.panel, "panel")
        # What the pickers held last: Gradio tells of a choice more than once, and when the focus leaves.
        before, loaded = (gr.Textbox(last, visible=False) for last in (start.channel, name0))

        fields: list[gr.components.Component] = [ui, sample, brand, channel, visibility, said, draft]

        def on_sample(name: str, ui: str, brand: str, text: str, loaded: str) -> tuple[Any, ...]:
            if (name or "") == (loaded or ""):
                return (gr.update(),) * 8
            chosen = desk.sample(name or "", ui, brand)
            channels = gr.update(choices=desk.channels(chosen.brand, ui), value=chosen.channel)
            own = desk.typed(text)
            reply, note = (gr.update(), desk.kept(name or "", ui)) if own else (chosen.draft, "")
            return (
                chosen.thread,
                reply,
                chosen.brand,
                channels,
                chosen.channel,
                chosen.visibility,
                note,
                name or "",
            )

        def on_brand(brand: str, channel: str, ui: str) -> tuple[Any, ...]:
            choices = desk.channels(brand, ui)
            known_here = any(channel == value for _, value in choices)
            if known_here:
                return gr.update(choices=choices, value=channel), channel, gr.update()
            return gr.update(choices=choices, value="default"), "default", ""

        def on_channel(channel: str, before: str) -> tuple[Any, str]:
            return gr.update() if channel == before else "", channel

        def on_ui(ui: str, brand: str) -> tuple[Any, ...]:
            return (
                _heading(rewriting.tagline(ui)),
                _title("conversation", ui),
                gr.update(label=say("ui", ui)),
                gr.update(label=say("sample", ui), choices=desk.names(ui)),
                gr.update(label=say("brand", ui)),
                gr.update(label=say("channel", ui), choices=desk.channels(brand, ui)),
                gr.update(label=say("visibility", ui), choices=_visibilities(ui)),
                gr.update(label=say("thread", ui), info=say("thread_help", ui)),
                gr.update(label=say("draft", ui), info=say("draft_help", ui)),
                rewrite_view.bar(ui),
            )

        sample.input(
            on_sample,
            [sample, ui, brand, draft, loaded],
            [said, draft, brand, channel, before, visibility, kept, loaded],
            **QUIET,
        )
        brand.input(on_brand, [brand, channel, ui], [channel, before, visibility], **QUIET)
        # Who sees it is a word on one channel: another one starts from what is usual there.
        channel.input(on_channel, [channel, before], [visibility, before], **QUIET)
        ui.input(
            on_ui,
            [ui, brand],
            [heading, title, ui, sample, brand, channel, visibility, said, draft, bar],
            **QUIET,
        )
        # `.change` and not `.input`: a paste, an undo and a fix must be read too, not only key presses.
        gr.on(
            [field.change for field in (ui, sample, brand, channel, visibility, said, draft)],
            desk.check,
            fields,
            [verdict, panel, known],
            trigger_mode="always_last",
            **QUIET,
        )
        _read_later(desk, fields)
        _rewrite_when_asked(rewriting, fields, answer)
    return page


def _read_later(desk: Desk, fields: list[gr.components.Component]) -> None:
    """The event of a pause in typing: `page.js` presses the button, and puts the answer in place if it still holds."""
    if desk.grammar is None:
        return
    later = gr.HTML("", html_template=SLOT, js_on_load=READING, elem_id="vk-reading", visible="hidden")
    pause = gr.Button("", elem_id="vk-pause", visible="hidden")
    pause.click(desk.read, fields, [later], trigger_mode="always_last", **QUIET)


def _rewrite_when_asked(rewriting: Rewriting, fields: list[gr.components.Component], answer: gr.HTML) -> None:
    """The events of asking for a rewrite and calling it off: `rewrite.js` presses the buttons and hands in a ticket."""
    pool = ThreadPoolExecutor(AT_ONCE, "rewrite")  # apart from the threads of the check, which never waits

    async def suggest(*values: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(pool, lambda: rewriting.suggest(*values))

    async def stop(ticket: str) -> None:
        rewriting.stop(ticket)

    ticket = gr.Textbox("", visible=False)
    asks = gr.Button("", elem_id="vk-ask", visible="hidden")
    stops = gr.Button("", elem_id="vk-stop", visible="hidden")
    more: dict[str, Any] = {**QUIET, "trigger_mode": "multiple"}
    asks.click(suggest, [*fields, ticket], [answer], js="(...all) => voicekit.rewrite.asked(all)", **more)
    stops.click(stop, [ticket], None, js="() => voicekit.rewrite.stopped()", **more)


def launch(settings: Settings) -> None:
    """Serve the page on `settings.host` and `settings.port` until stopped. ConfigError where the port is taken."""
    page = build(settings)
    script = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    try:
        page.launch(
            server_name=settings.host,
            server_port=settings.port,
            theme=_theme(),
            css=(HERE / "style.css").read_text(encoding="utf-8"),
            head=f"<script>{script}</script>",
            app_kwargs={"middleware": [Middleware(Guard)]},
            share=False,
            inbrowser=False,
            quiet=True,
            show_error=False,
            footer_links=[],
            run_history=False,
            allowed_paths=[],
            enable_monitoring=False,
            mcp_server=False,
            pwa=False,
            ssr_mode=False,
            prevent_thread_lock=True,
        )
    except OSError:
        raise ConfigError(
            f"port {settings.port} on {settings.host} is taken; choose another with --port"
        ) from None
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"{READY}http://{host}:{settings.port}/  (stop with Ctrl+C)", file=sys.stderr, flush=True)
    page.block_thread()
