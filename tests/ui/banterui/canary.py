# SPDX-License-Identifier: Apache-2.0
"""A web server that must never be asked, and texts that would like it to be."""
import http.server
import threading


class Canary:
    """Counts whoever comes, on a free port of this machine."""

    def __init__(self):
        self.hits = []
        canary = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                canary.hits.append(self.path)
                self.send_response(404)
                self.end_headers()

            do_HEAD = do_POST = do_PUT = do_OPTIONS = do_GET

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self._server.daemon_threads = True
        self.url = f'http://127.0.0.1:{self._server.server_address[1]}'
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()


def hostile_texts(url):
    """What somebody might send to hurt, or to find out where one is. `url`: of a Canary. Each is a valid text of a message."""
    host = url.split('//')[1]
    pictures = [f'<img src="{url}/img{i}">' for i in range(1)] + [
        f'<img src={url}/bare>', f"<img src='{url}/single'/>", f'<IMG SRC="{url}/UPPER">', f'<img\nsrc="{url}/newline">', '<img src=x>',
        '<img src=x onerror=alert(1)>', '<img src="file:///etc/passwd">', '<img src="qrc:/icons/send.svg">', '<img src="image://any/x">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">', f'<img src="{url}/w" width="99999" height="99999">', f'<img src="//{host}/rel">',
        f'text before <img src="{url}/mid"> and behind', f'<p><img src="{url}/p"></p>', f'<table background="{url}/bg"><tr><td>x</td></tr></table>']
    markup = [
        '<b>bold</b>', '<i>', '</b></i></u>', '<font color="red" size="7">big</font>', '<h1>Heading</h1>', '<a href="javascript:alert(1)">click</a>',
        f'<a href="{url}/link">bank.example</a>', f'<link rel="stylesheet" href="{url}/css">', f'<style>@import "{url}/css2";</style>',
        f'<body background="{url}/body">', f'<div style="background:url({url}/div)">x</div>', f'<iframe src="{url}/frame"></iframe>',
        f'<object data="{url}/object"></object>', f'<script src="{url}/js"></script>', f'<svg><image href="{url}/svg"/></svg>', f'<video src="{url}/v">',
        '<!-- comment -->', '<![CDATA[x]]>', '<!DOCTYPE html>', '<?xml version="1.0"?>', '&lt;b&gt;', '&amp;', '&nbsp;', '&#65;', '&#x1F4A9;', '<br>', '<hr/>', '<<>>', '<']
    markdown = [f'![picture]({url}/md)', f'[link]({url}/mdlink)', '# heading', '**bold**', '`code`', '| a | b |']
    links = [
        f'http://user:secret@{host}/userinfo', f'see {url}/plain.', 'javascript:alert(1)', 'file:///etc/passwd', 'smb://server/share',
        'https://xn--80ak6aa92e.example/', 'https://аррӏе.example/', f'{url}/"><img src={url}/break>', f"{url}/'onclick='x", 'mailto:a@b.example']
    unicode = [
        '\u202eevil\u202c', 'a\u202eb\u202dc', '\u2066isolate\u2069', '\u200f\u200eabc', 'Z\u0351\u0302\u0363\u0350a\u0357\u0345lgo',
        'e' + '\u0301' * 60, '\ufeffBOM', '\u200b\u200bzero', '👩\u200d👩\u200d👧\u200d👦', '🏴\U000e0067\U000e0062\U000e007f', '\u0600\u06dd7', '﷽﷽﷽',
        'ｆｕｌｌｗｉｄｔｈ', '\U0001d553\U0001d560\U0001d55d\U0001d555', '¯\\_(ツ)_/¯', '%s%n%d%1$s', '%1 %2 %99', '{0} ${x} {{x}}', "'; DROP TABLE message; --", '"quoted" \\ back',
        '../../etc/passwd', '$(reboot) `reboot`', '\\n\\t\\0', 'NULL', 'null', 'undefined', 'NaN', '=1+1', 'x' * 110]
    return pictures + markup + markdown + links + unicode
