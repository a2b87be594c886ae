"""Ways to spell an address that nobody outside may make us connect to, and ways to disguise where a URL leads."""

from __future__ import annotations

_TABLE = """
127.0.0.1 127.1 127.0.1 127.127.127.127 2130706433 0x7f000001 0x7f.0x0.0x0.0x1 0177.0.0.1 017700000001 0177.0.0.01
0x7f.1 00000177.1 0 0.0.0.0 0x0 localhost localhost. LOCALHOST 10.0.0.1 167772161 172.16.0.1 172.31.255.255 192.168.1.1
3232235777 0xc0a80101 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 0xa9.254.43518 169.254.169.253
100.100.100.200 100.64.0.1 192.0.0.192 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:a9fe:a9fe] [::ffff:100.64.0.1] [::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:a9fe:a9fe::] [2001:0:7f00:1::]
[2001:0:0:0:0:0:80ff:fffe] [fe80::1] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1] [2001:db8::1] [3fff::1] [100::1]
[5f00::1] [2001:10::1] [2001:2::1] [::ffff:0:127.0.0.1] ①②⑦.⓪.⓪.① １２７.０.０.１ 127。0。0。1 127．0．0．1 ⓛⓞⓒⓐⓛⓗⓞⓢⓣ
ｌｏｃａｌｈｏｓｔ
"""
FORBIDDEN_HOSTS = tuple(_TABLE.split())

DISGUISED_URLS = (
    "http://169.254.169.254:80\\@example.com/",
    "http://example.com\\@127.0.0.1/",
    "http://a@127.0.0.1/",
    "http://user:password@example.com/",
    "http://example.com@localhost/",
    "http://127.0.0.1\t.example.com/",
    "http://exam\nple.com/",
    "http://\x00127.0.0.1/",
    " http://example.com/",
    "http://example.com /",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://example.com:99999/",
    "http:///path-only",
    "//example.com/",
    "file:///etc/hostname",
    "file:/etc/hostname",
    "source:file:///etc/hostname",
    "javascript:alert(1)",
    "ftp://example.com/",
    "gopher://example.com:70/",
    "data:text/xml,<rss/>",
    "s3://bucket/key",
    "jar:http://example.com!/",
    "view-source:http://example.com/",
    "example.com/feed",
    "",
)

PUBLIC_URLS = (
    "http://example.com/",
    "https://example.com/feed.xml?a=1&b=%20#part",
    "https://EXAMPLE.com:443/",
    "http://example.com:80/",
    "https://www.enabbaladi.net/feed/",
    "https://موقع.وزارة-الأتصالات.مصر/خبر",
    "https://xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c/",
    "http://8.8.8.8/",
    "http://1.1/",
    "http://172.15.255.255/",
    "http://172.32.0.1/",
    "http://100.63.255.255/",
    "http://100.128.0.1/",
    "http://192.0.1.1/",
    "http://198.20.0.1/",
    "http://223.255.255.255/",
    "http://[2606:4700:4700::1111]/",
    "http://[2a00:1450:4001:80b::200e]/",
    "http://localhost.example.com/",
    "https://example.com/مقال عن هجين",
    "https://under_score.example.com/",
    "http://3com.example/",
)
